import { useT } from '../../locale/t.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { SliderField } from '../../ui/SliderField.tsx'
import { SourceTag } from '../../ui/Tag.tsx'
import css from './Winback.module.css'
import { pathText, type Path } from './model/paths.ts'
import { change, settle, sourceOf, useWhatIf, type Problem } from './store.ts'

interface LeverProps {
  readonly label: string
  readonly path: Path
  readonly value: number
  readonly min: number
  readonly max: number
  readonly show: (value: number) => string
}

interface SliderLeverProps extends LeverProps {
  readonly step: number
  readonly valueText?: string
  readonly ends?: boolean
  readonly mark?: number | undefined
  readonly badFrom?: number | undefined
}

/** A value of the scenario under the hand: slider and exact entry, where it came from, and why it was refused. */
export function SliderLever({ path, valueText, show, value, ...slider }: SliderLeverProps) {
  const source = useWhatIf((state) => sourceOf(state, path))
  const locked = useWhatIf((state) => state.locked)
  return (
    <div className={css.lever}>
      <SliderField
        {...slider}
        disabled={locked}
        value={value}
        show={show}
        source={source}
        valueText={valueText ?? show(value)}
        onChange={(next) => change(path, next, 'drag')}
        onSettle={settle}
      />
      <Refusal path={path} />
    </div>
  )
}

interface FieldLeverProps extends LeverProps {
  /** where it is known better than from the scenario alone */
  readonly source?: ReturnType<typeof sourceOf> | undefined
  /** instead of changing the value alone */
  readonly onCommit?: ((next: number) => void) | undefined
}

/** The same without a slider, in one row. */
export function FieldLever({ label, path, value, min, max, show, source, onCommit }: FieldLeverProps) {
  const known = useWhatIf((state) => sourceOf(state, path))
  const locked = useWhatIf((state) => state.locked)
  return (
    <div className={css.row}>
      <span className={css.name}>{label}</span>
      <SourceTag source={source ?? known} />
      <span className={css.entry}>
        <NumberField
          bare
          label={label}
          value={value}
          min={min}
          max={max}
          show={show}
          disabled={locked}
          onCommit={onCommit ?? ((next) => change(path, next))}
        />
      </span>
      <Refusal path={path} />
    </div>
  )
}

/** The sentence of a refusal that stands at this field. */
export function Refusal({ path }: { readonly path: Path }) {
  const problem = useWhatIf((state) => (state.problem?.path === pathText(path) ? state.problem : null))
  return problem && <RefusalText problem={problem} />
}

/** The sentence of a refusal whose field has no place on this screen. */
export function RefusalElsewhere({ shownHere }: { readonly shownHere: readonly string[] }) {
  const problem = useWhatIf((state) => state.problem)
  if (problem === null || shownHere.some((start) => problem.path.startsWith(start))) return null
  return <RefusalText problem={problem} />
}

function RefusalText({ problem }: { readonly problem: Problem }) {
  const t = useT()
  return (
    <p role="alert" className={css.problem}>
      {refusalText(problem.detail, t)}
      {t('common.separator')}
      {t('common.stillLast')}
    </p>
  )
}

function refusalText(detail: Problem['detail'], t: ReturnType<typeof useT>): string {
  const allowed = typeof detail['allowed'] === 'string' ? rounded(detail['allowed']) : ''
  switch (detail['problem']) {
    case 'above-basket':
      return t('whatif.refusedFace', { allowed })
    case 'infeasible':
      return t('whatif.refusedRedemption', { allowed })
    default:
      return t('whatif.refused', { allowed })
  }
}

/** A range with the digits that a person reads. */
const rounded = (allowed: string) =>
  allowed.replace(/\d+\.\d{5,}(e-?\d+)?/g, (digits) => String(Number(Number(digits).toPrecision(4))))
