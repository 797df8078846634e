import { useValidar } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { FailureNotice, Notice } from '../../components/Notice.tsx';

/** The last failure or word of Validar, where the view puts it. */
export function Messages({ className }: { className?: string }) {
  const fallo = useValidar((m) => m.fallo);
  const aviso = useValidar((m) => m.aviso);
  const dismiss = useValidar((m) => m.dismiss);
  if (fallo === null && aviso === null) return null;
  return (
    <div className={className}>
      {fallo === null ? null : <FailureNotice failure={fallo} onDismiss={dismiss} />}
      {aviso === null ? null : (
        <Notice
          tone="nota"
          actions={
            <ActionButton kind="ghost" onClick={dismiss}>
              Entendido
            </ActionButton>
          }
        >
          {aviso}
        </Notice>
      )}
    </div>
  );
}
