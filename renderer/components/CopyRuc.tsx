import { ActionIcon } from '@mantine/core';
import { useEffect, useState } from 'react';
import { copyText } from '../util/clipboard.ts';
import { Icon } from './Icon.tsx';

const COPIED_FOR_MS = 1500;

/** A button that puts a RUC on the clipboard, and says that it did. */
export function CopyRuc({ ruc }: { ruc: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, COPIED_FOR_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return (
    <>
      <ActionIcon
        size="xs"
        aria-label="Copiar RUC"
        title="Copiar RUC"
        onClick={() => {
          setCopied(copyText(ruc));
        }}
      >
        <Icon name={copied ? 'copiado' : 'copiar'} />
      </ActionIcon>
      <span className="sr" role="status">
        {copied ? 'RUC copiado' : ''}
      </span>
    </>
  );
}
