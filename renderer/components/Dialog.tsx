import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Dialog.module.css';

interface DialogProps {
  opened: boolean;
  /** A question. */
  title: string;
  /** What happens either way, and a field where one is needed. */
  children: ReactNode;
  /** The ways out, the safe one first. */
  actions: ReactNode;
  /** Wider for a form. */
  wide?: boolean;
  onClose(): void;
}

/** Asks before something that can't be taken back, costs money, or needs a yes. */
export function Dialog({ opened, title, children, actions, wide = false, onClose }: DialogProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      centered
      size={wide ? '42rem' : '28rem'}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          {children}
          <div className={styles.actions}>{actions}</div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
