import { useEffect, type ReactNode } from 'react'
import { Finding, type FindingText } from '../../../ui/Finding.tsx'
import type { StripNumber } from '../../../ui/NumberStrip.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { change, settle } from '../store.ts'
import type { Path } from '../model/paths.ts'
import css from './Stage.module.css'

/** The one slider of a stage. */
export interface StageLever {
  readonly label: string
  readonly path: Path
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly show: (value: number) => string
  readonly badFrom?: number
}

interface StageViewProps {
  readonly finding: FindingText
  readonly numbers: readonly StripNumber[]
  readonly figure: ReactNode
  readonly lever: StageLever
  readonly intervals: boolean
}

const SHOWN = 3
/** A press of a key moves by so many steps: a room sees it. */
const KEY_STEPS = 4

/** One finding, one figure, one slider, for a room. */
export function StageView({ finding, numbers, figure, lever, intervals }: StageViewProps) {
  const { label, path, value, min, max, step, show, badFrom } = lever
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = { ArrowUp: KEY_STEPS, ArrowDown: -KEY_STEPS }[event.key]
      if (by === undefined || event.defaultPrevented || event.altKey || event.ctrlKey) return
      event.preventDefault()
      change(path, Math.min(max, Math.max(min, value + by * step)))
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [path, value, min, max, step])
  const [hero, ...others] = numbers
  return (
    <>
      <h1 className={css.finding}>
        <Finding of={finding} />
      </h1>
      <div className={css.body}>
        <div className={css.figure}>{figure}</div>
        <dl className={css.numbers}>
          {hero !== undefined && <NumberOf number={hero} intervals={intervals} isHero />}
          {others.slice(0, SHOWN - 1).map((number) => (
            <NumberOf key={number.label} number={number} intervals={intervals} />
          ))}
        </dl>
      </div>
      <div className={css.lever}>
        <span>
          {label} <b>{show(value)}</b>
        </span>
        <Slider
          label={label}
          value={value}
          min={min}
          max={max}
          step={step}
          valueText={show(value)}
          badFrom={badFrom}
          onChange={(next) => change(path, next, 'drag')}
          onSettle={settle}
        />
      </div>
    </>
  )
}

interface NumberOfProps {
  readonly number: StripNumber
  readonly intervals: boolean
  readonly isHero?: boolean
}

function NumberOf({ number, intervals, isHero = false }: NumberOfProps) {
  return (
    <div className={isHero ? css.hero : undefined}>
      <dt>{number.label}</dt>
      <dd>
        {number.value.text}
        <small>{number.unit}</small>
      </dd>
      {intervals && number.interval !== undefined && <dd className={css.interval}>{number.interval}</dd>}
    </div>
  )
}
