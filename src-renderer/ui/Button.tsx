import { Tooltip } from '@mantine/core'
import type { ComponentProps, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import { Kbd } from './Kbd.tsx'
import css from './Button.module.css'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** exactly one `filled` a page */
  readonly kind?: 'plain' | 'filled' | 'quiet' | 'link'
  readonly danger?: boolean
  readonly icon?: ReactNode
}

export function Button({ kind = 'plain', danger = false, icon, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(css.button, kind !== 'plain' && css[kind], danger && css.danger)}
    >
      {icon}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'aria-label' | 'children'> {
  /** name for everybody: the accessible name and the tooltip */
  readonly label: string
  readonly icon: ReactNode
  readonly small?: boolean
  readonly framed?: boolean
  readonly keys?: string
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({ label, icon, small = false, framed = false, keys, ...rest }: IconButtonProps) {
  const hint = keys === undefined ? label : <HintWithKeys label={label} keys={keys} />
  return (
    <Tooltip
      label={hint}
      openDelay={400}
      withArrow={false}
      events={{ hover: true, focus: true, touch: false }}
    >
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={cx(css.button, css.icon, !framed && css.quiet, small && css.small)}
      >
        {icon}
      </button>
    </Tooltip>
  )
}

function HintWithKeys({ label, keys }: { label: string; keys: string }) {
  return (
    <>
      {label} <Kbd keys={keys} />
    </>
  )
}
