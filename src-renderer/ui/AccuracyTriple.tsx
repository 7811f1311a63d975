import type { ChurnEstimate } from '../../shared/contract/churn.ts'
import { useT } from '../locale/t.ts'
import css from './AccuracyTriple.module.css'
import { cx } from './cx.ts'
import { ProvenanceNumber } from './ProvenanceNumber.tsx'
import type { Sourced } from './provenance.ts'

/** All of it is required: an accuracy is never shown without what guessing gives. */
export interface AccuracyTripleProps {
  readonly accuracy: ChurnEstimate
  readonly majorityAccuracy: number
  /** accuracy minus majority accuracy, with its interval */
  readonly gain: ChurnEstimate
  /** what everybody is guessed to do */
  readonly majorityWord: string
  readonly texts: {
    readonly accuracy: Sourced
    readonly majority: Sourced
    readonly gain: Sourced
    readonly gainRange: string
  }
}

/** Accuracy, the accuracy of guessing one answer for everybody, and the difference; two bars from 0. */
export function AccuracyTriple({
  accuracy,
  majorityAccuracy,
  gain,
  majorityWord,
  texts,
}: AccuracyTripleProps) {
  const t = useT()
  const isOpen = gain.low === null || gain.high === null || gain.low <= 0
  const [number, unit] = withoutUnit(texts.gain.text)
  return (
    <section className={css.triple} aria-label={t('common.accuracy')}>
      <dl className={css.numbers}>
        <div>
          <dt>{t('common.accuracy')}</dt>
          <dd>
            <ProvenanceNumber where="strip" className={css.value} value={texts.accuracy} />
          </dd>
        </div>
        <div>
          <dt>{t('common.guessAll', { word: majorityWord })}</dt>
          <dd>
            <ProvenanceNumber where="strip" className={cx(css.value, css.base)} value={texts.majority} />
          </dd>
        </div>
        <div>
          <dt>{t('common.gainOver')}</dt>
          <dd>
            <span className={css.gain}>
              <ProvenanceNumber
                where="strip"
                className={cx(css.value, isOpen && css.open)}
                value={{ ...texts.gain, text: number }}
              />
              {unit !== '' && <span className={css.range}>{unit}</span>}
            </span>
            <span className={css.range}>{texts.gainRange}</span>
          </dd>
        </div>
      </dl>
      <svg className={css.bars} viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
        <rect className={css.track} x={0} y={0} width={100} height={6} />
        <rect className={css.track} x={0} y={10} width={100} height={6} />
        <rect className={css.model} x={0} y={0} width={shareOf(accuracy.value)} height={6} />
        <rect className={css.guess} x={0} y={10} width={shareOf(majorityAccuracy)} height={6} />
        <line
          className={css.mark}
          x1={shareOf(majorityAccuracy)}
          x2={shareOf(majorityAccuracy)}
          y1={0}
          y2={16}
        />
      </svg>
    </section>
  )
}

/** The unit of a difference of shares is set small behind it. */
function withoutUnit(text: string): readonly [number: string, unit: string] {
  const unit = /\s?(个百分点|pp)$/.exec(text)?.[0] ?? ''
  return [text.slice(0, text.length - unit.length), unit.trim()]
}

const shareOf = (value: number | null) =>
  value !== null && Number.isFinite(value) ? Math.min(100, Math.max(0, value * 100)) : 0
