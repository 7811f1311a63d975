import { useState } from 'react'
import { dayFromIso, isoFromDay } from '../../shared/contract/calendar.ts'
import { useT } from '../locale/t.ts'
import { Field, inputClass } from './Field.tsx'

interface DateFieldProps {
  readonly label: string
  readonly bare?: boolean
  readonly day: number
  readonly firstDay: number
  readonly lastDay: number
  readonly onCommit: (day: number) => void
}

/** A day written yyyy-mm-dd, in every locale the same; commits on Enter or on leaving. Arrows up and down step. */
export function DateField({ label, bare, day, firstDay, lastDay, onCommit }: DateFieldProps) {
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const settle = (text: string | null, error: string | null) => {
    setDraft(text)
    setProblem(error)
  }
  const commit = () => {
    if (draft === null) return
    const parsed = dayFromIso(draft.trim().replace(/[/.]/g, '-'))
    if (parsed === null) return settle(draft, t('common.notADate', { text: draft.trim() }))
    if (parsed < firstDay) return settle(draft, t('common.minimum', { min: isoFromDay(firstDay) }))
    if (parsed > lastDay) return settle(draft, t('common.maximum', { max: isoFromDay(lastDay) }))
    settle(null, null)
    if (parsed !== day) onCommit(parsed)
  }
  return (
    <Field label={label} {...(bare === true && { bare })} error={problem ?? undefined}>
      {(ids) => (
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          className={inputClass()}
          value={draft ?? isoFromDay(day)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            const by = { ArrowUp: 1, ArrowDown: -1 }[event.key]
            if (event.key === 'Enter') commit()
            else if (event.key === 'Escape' && draft !== null) {
              event.stopPropagation()
              settle(null, null)
            } else if (by !== undefined && draft === null && day + by >= firstDay && day + by <= lastDay) {
              event.preventDefault()
              onCommit(day + by)
            }
          }}
          {...ids}
        />
      )}
    </Field>
  )
}
