import { useState, type Ref } from 'react'
import { useT } from '../locale/t.ts'
import { Field, numberInputClass } from './Field.tsx'
import { parseNumber } from './parseNumber.ts'

interface NumberFieldProps {
  readonly label: string
  readonly bare?: boolean
  readonly value: number
  readonly min?: number
  readonly max?: number
  /** how the value is shown while nobody types; in full */
  readonly show: (value: number) => string
  readonly onCommit: (value: number) => void
  /** tells a problem instead of showing it under the field */
  readonly onProblem?: (problem: string | null) => void
  readonly disabled?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/**
 * Exact entry: takes what people type (¥30,000, 3 万, 9.0%), commits on Enter or on leaving, Esc takes back. A wrong
 * entry stays and is explained; the last valid value stays in force.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, bare, value, min, max, show, onCommit, onProblem, disabled = false, ref } = props
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const tell = (sentence: string | null) => {
    setProblem(sentence)
    onProblem?.(sentence)
  }
  const commit = () => {
    if (draft === null) return
    const parsed = parseNumber(draft)
    if (parsed === null) return tell(t('common.notANumber', { text: draft.trim() }))
    if (min !== undefined && parsed < min) return tell(t('common.minimum', { min: show(min) }))
    if (max !== undefined && parsed > max) return tell(t('common.maximum', { max: show(max) }))
    tell(null)
    setDraft(null)
    if (parsed !== value) onCommit(parsed)
  }
  const takeBack = () => {
    setDraft(null)
    tell(null)
  }
  const below = problem === null ? undefined : `${problem}${t('common.separator')}${t('common.stillLast')}`
  return (
    <Field label={label} {...(bare === true && { bare })} error={onProblem ? undefined : below}>
      {(ids) => (
        <input
          ref={ref}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          disabled={disabled}
          className={numberInputClass}
          value={draft ?? show(value)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            else if (event.key === 'Escape' && draft !== null) {
              event.stopPropagation()
              takeBack()
            }
          }}
          {...ids}
          {...(problem !== null && { 'aria-invalid': true })}
        />
      )}
    </Field>
  )
}
