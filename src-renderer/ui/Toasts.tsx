import { IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useT } from '../locale/t.ts'
import { dismissToast, useToasts, type Toast } from './toastStore.ts'
import css from './Toasts.module.css'

const SHOWN_MS = 6000
const SHOWN_WITH_UNDO_MS = 12_000

/** The corner where toasts appear; one a window. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  return (
    <div className={css.list} role="status" aria-live="polite">
      {toasts.map((one) => (
        <One key={one.id} toast={one} />
      ))}
    </div>
  )
}

function One({ toast }: { toast: Toast }) {
  const t = useT()
  const { id, undo } = toast
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(id), undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS)
    return () => clearTimeout(timer)
  }, [id, undo])
  return (
    <div className={css.toast}>
      <span className={css.text}>{toast.text}</span>
      {undo && (
        <button
          type="button"
          className={css.action}
          onClick={() => {
            undo()
            dismissToast(id)
          }}
        >
          {t('common.undo')}
        </button>
      )}
      <button
        type="button"
        className={css.action}
        aria-label={t('common.close')}
        onClick={() => dismissToast(id)}
      >
        <IconX size={14} aria-hidden="true" />
      </button>
    </div>
  )
}
