import { Drawer as MantineDrawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../locale/t.ts'
import css from './Overlay.module.css'
import { Pinnable } from './pinnable.ts'

interface OverlayProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children: ReactNode
}

const still = { lockScroll: false, returnFocus: true, transitionProps: { duration: 120 } } as const

const parts = {
  overlay: css.overlay,
  header: css.header,
  title: css.title,
  close: css.close,
  body: css.body,
}

/** 560 px from the right; Esc returns to where it was opened. */
export function Drawer({ opened, onClose, title, children }: OverlayProps) {
  const t = useT()
  return (
    <MantineDrawer.Root
      {...still}
      opened={opened}
      onClose={onClose}
      position="right"
      size="var(--w-drawer)"
      classNames={{ ...parts, content: css.drawer }}
    >
      <MantineDrawer.Overlay />
      <MantineDrawer.Content>
        <MantineDrawer.Header role="none">
          <MantineDrawer.Title>{title}</MantineDrawer.Title>
          <MantineDrawer.CloseButton aria-label={t('common.close')} />
        </MantineDrawer.Header>
        <MantineDrawer.Body>
          <Pinnable value={false}>{children}</Pinnable>
        </MantineDrawer.Body>
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
    <Modal.Root
      {...still}
      opened={opened}
      onClose={onClose}
      size={widthPx}
      centered
      classNames={{ ...parts, content: css.dialog }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="none">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </Modal.Header>
        <Modal.Body>
          {children}
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
