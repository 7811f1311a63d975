import { Drawer as MantineDrawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../locale/t.ts'
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
    <MantineDrawer.Root {...still} opened={opened} onClose={onClose} position="right" size="var(--w-drawer)">
      <MantineDrawer.Overlay className={css.overlay} />
      <MantineDrawer.Content className={css.drawer}>
        <MantineDrawer.Header className={css.header} role="none">
          <MantineDrawer.Title className={css.title}>{title}</MantineDrawer.Title>
          <MantineDrawer.CloseButton className={css.close} aria-label={t('common.close')} />
        </MantineDrawer.Header>
        <MantineDrawer.Body className={css.body}>{children}</MantineDrawer.Body>
      </MantineDrawer.Content>
    </MantineDrawer.Root>
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
    <Modal.Root {...still} opened={opened} onClose={onClose} size={widthPx} centered>
      <Modal.Overlay className={css.overlay} />
      <Modal.Content className={css.dialog}>
        <Modal.Header className={css.header} role="none">
          <Modal.Title className={css.title}>{title}</Modal.Title>
          <Modal.CloseButton className={css.close} aria-label={t('common.close')} />
        </Modal.Header>
        <Modal.Body className={css.body}>
          {children}
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
