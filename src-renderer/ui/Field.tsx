import { useId, type ComponentProps, type ReactNode } from 'react'
import { cx } from './cx.ts'
import css from './Field.module.css'

interface FieldProps {
  readonly label: string
  /** the label stays for screen readers only */
  readonly bare?: boolean
  readonly error?: string | undefined
  readonly hint?: string | undefined
  readonly children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}

/** Label above, error or hint below. */
export function Field({ label, bare = false, error, hint, children }: FieldProps) {
  const id = useId()
  const below = error ?? hint
  return (
    <div className={css.field}>
      <label htmlFor={id} className={bare ? 'visually-hidden' : css.label}>
        {label}
      </label>
      {children({
        id,
        ...(below !== undefined && { 'aria-describedby': `${id}-below` }),
        ...(error !== undefined && { 'aria-invalid': true as const }),
      })}
      {below !== undefined && (
        <span
          id={`${id}-below`}
          role={error === undefined ? undefined : 'alert'}
          className={error === undefined ? css.hint : css.error}
        >
          {below}
        </span>
      )}
    </div>
  )
}

type TextFieldProps = Omit<FieldProps, 'children'> &
  Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'className'> & {
    readonly value: string
    readonly onChange: (value: string) => void
  }

export function TextField({ label, bare, error, hint, value, onChange, ...rest }: TextFieldProps) {
  return (
    <Field label={label} {...(bare === true && { bare })} error={error} hint={hint}>
      {(ids) => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          className={css.input}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...rest}
          {...ids}
        />
      )}
    </Field>
  )
}

interface SwitchProps {
  readonly label: string
  /** the label stays for screen readers only */
  readonly bare?: boolean
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

export function Switch({ label, bare = false, checked, onChange, disabled = false }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      disabled={disabled}
      className={css.switch}
      onClick={() => onChange(!checked)}
    >
      <span className={css.track} aria-hidden="true" />
      <span className={bare ? 'visually-hidden' : undefined}>{label}</span>
    </button>
  )
}

export function Checkbox({ label, bare = false, checked, onChange, disabled = false }: SwitchProps) {
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={bare ? 'visually-hidden' : undefined}>{label}</span>
    </label>
  )
}

export const inputClass = (...more: (string | false)[]): string => cx(css.input, ...more)
export const numberInputClass = cx(css.input, css.number)
