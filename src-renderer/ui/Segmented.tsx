import { useRef, type KeyboardEvent } from 'react'
import { cx } from './cx.ts'
import css from './Segmented.module.css'

interface SegmentedProps<V extends string> {
  /** what is chosen, for screen readers */
  readonly label: string
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly value: V
  readonly onChange: (value: V) => void
  readonly large?: boolean
}

/** One choice of few, side by side; one tab stop, arrows inside. */
export function Segmented<V extends string>({ label, options, value, onChange, large }: SegmentedProps<V>) {
  const group = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (by === undefined || event.altKey || event.ctrlKey) return
    event.preventDefault()
    const at = options.findIndex((option) => option.value === value)
    const to = (at + by + options.length) % options.length
    const next = options[to]
    if (next === undefined) return
    onChange(next.value)
    group.current?.querySelectorAll('button')[to]?.focus()
  }
  const hasValue = options.some((option) => option.value === value)
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className={cx(css.group, large === true && css.large)}
      onKeyDown={move}
    >
      {options.map((option, i) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value || (!hasValue && i === 0) ? 0 : -1}
          className={css.item}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
