import { SearchField } from '@backstage/ui';
import { useDebounced } from '@silogen/backstage-plugin-resource-manager-react';
import { useEffect, useRef, useState } from 'react';

/** A pause of typing after which the list follows. Milliseconds. */
const DELAY_MS = 300;

/** A search field whose word is known to the page when typing rests. */
export function FilterSearch(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const [text, setText] = useState(props.value ?? '');
  const settled = useDebounced(text, DELAY_MS);
  const { onChange } = props;
  const told = useRef(settled);

  useEffect(() => {
    if (told.current !== settled) {
      told.current = settled;
      onChange(settled.trim() || undefined);
    }
  }, [settled, onChange]);

  return (
    <SearchField
      aria-label={props.label}
      placeholder={props.label}
      size="small"
      value={text}
      onChange={setText}
    />
  );
}
