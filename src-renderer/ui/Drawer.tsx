import { Drawer as MantineDrawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import css from './Overlay.module.css'

interface OverlayProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children: ReactNode
}

const still = { lockScroll: false, returnFocus: true, transitionProps: { duration: 120 } } as const

/** 560 px from the right; Esc returns to where it was opened. */
export function Drawer({ opened, onClose, title, children }: OverlayProps) {
  const t = useT()
  return (
    <MantineDrawer
      {...still}
      opened={opened}
      onClose={onClose}
      position="right"
      size="var(--w-drawer)"
      title={title}
      overlayProps={{ className: css.overlay }}
      closeButtonProps={{ 'aria-label': t('common.close'), className: css.close }}
      classNames={{ content: css.drawer, header: css.header, title: css.title, body: css.body }}
    >
      {children}
    </MantineDrawer>
  )
}

interface DialogProps extends OverlayProps {
  readonly widthPx?: number
  /** buttons, right aligned; the filled one last */
  readonly actions?: ReactNode
}

export function Dialog({ opened, onClose, title, children, widthPx = 460, actions }: DialogProps) {
  const t = useT()
  return (
    <Modal
      {...still}
      opened={opened}
      onClose={onClose}
      size={widthPx}
      centered
      title={title}
      overlayProps={{ className: css.overlay }}
      closeButtonProps={{ 'aria-label': t('common.close'), className: css.close }}
      classNames={{ content: cx(css.dialog), header: css.header, title: css.title, body: css.body }}
    >
      {children}
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </Modal>
  )
}
