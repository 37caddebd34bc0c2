import { gpuNameOf } from './gpuNames';

/** A GPU model as people say it; with `count`, how many: `8 × MI300X`. */
export function GpuName(props: { model: string; count?: number }) {
  const name = gpuNameOf(props.model);
  return <>{props.count === undefined ? name : `${props.count} × ${name}`}</>;
}
