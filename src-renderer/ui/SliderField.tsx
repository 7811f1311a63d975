import { useRef, useState } from 'react'
import { useT } from '../locale/t.ts'
import { NumberField } from './NumberField.tsx'
import { Slider, type SliderProps } from './Slider.tsx'
import css from './Slider.module.css'
import { SourceTag } from './Tag.tsx'

interface SliderFieldProps extends Omit<SliderProps, 'onDigit'> {
  /** the value in full, for the exact entry and the ends of the track */
  readonly show: (value: number) => string
  readonly source?: 'measured' | 'entered' | 'default'
  readonly ends?: boolean
}

/** A slider with its name, source and exact entry. */
export function SliderField({ show, source, ends = false, ...slider }: SliderFieldProps) {
  const { label, value, min, max, onChange, onSettle, disabled } = slider
  const entry = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const t = useT()
  const typeDigit = (digit: string) => {
    const input = entry.current
    if (!input) return
    input.focus()
    input.setRangeText(digit, 0, input.value.length, 'end')
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <div className={css.field}>
      <span className={css.label}>
        {label}
        {source && <SourceTag source={source} />}
      </span>
      <span className={css.exact}>
        <NumberField
          ref={entry}
          bare
          label={t('common.exactValue', { name: label })}
          value={value}
          min={min}
          max={max}
          show={show}
          disabled={disabled === true}
          onProblem={setProblem}
          onCommit={(next) => {
            onChange(next)
            onSettle?.(next)
          }}
        />
      </span>
      <div className={css.lane}>
        <Slider {...slider} onDigit={typeDigit} />
      </div>
      {ends && (
        <span className={css.ends}>
          <span>{show(min)}</span>
          <span>{show(max)}</span>
        </span>
      )}
      {problem !== null && (
        <p className={css.problem} role="alert">
          {problem}
          {t('common.separator')}
          {t('common.stillLast')}
        </p>
      )}
    </div>
  )
}
