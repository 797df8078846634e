import { SegmentedControl } from '@mantine/core';
import type { PartnerKind } from '../../../../shared/contract.ts';
import { PARTNER_KINDS } from '../../../../shared/partner-views.ts';
import { kindWords } from '../words.ts';
import styles from './Dialogs.module.css';

/** What a partner is to the firm. */
export function KindChoice({
  value,
  onChange,
}: {
  value: PartnerKind;
  onChange: (kind: PartnerKind) => void;
}) {
  return (
    <div>
      <p className={styles.label}>Tipo</p>
      <SegmentedControl
        aria-label="Tipo"
        data={PARTNER_KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }))}
        value={value}
        transitionDuration={0}
        onChange={onChange}
      />
    </div>
  );
}
