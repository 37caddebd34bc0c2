import { useRunPreview } from '@silogen/backstage-plugin-resource-manager-react';
import { useEntityByRef, useWorkload } from '../entities';
import { readFormData } from '../formData';
import { toPreviewRequest } from '../previewRequest';

/** What the form, as it is now, would launch. Asked once the workload is known, and a project was chosen. */
export function useLaunchPreview(formData: unknown) {
  const form = readFormData(formData);
  const entity = useEntityByRef(form.workload);
  const workload = useWorkload(form.workload);
  const request = toPreviewRequest(formData, workload?.spec.parameters);
  const isAskable =
    form.project !== undefined &&
    form.workload !== undefined &&
    !entity.isPending;
  const preview = useRunPreview(request, { enabled: isAskable });
  return { form, workload, request, preview, isAskable };
}
