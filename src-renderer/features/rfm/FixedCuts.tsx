import { useState } from 'react'
import type { RfmScoring } from '../../../shared/contract/rfm.ts'
import { useT } from '../../locale/t.ts'
import { TextField } from '../../ui/Field.tsx'
import { parseCuts } from './draft.ts'
import css from './RuleEditor.module.css'

type Fixed = Extract<RfmScoring, { method: 'fixed' }>

/** Own cut points as lists of numbers; a wrong list is told and the last good one stays. */
export function FixedCuts({ scoring, onChange }: { scoring: Fixed; onChange: (scoring: Fixed) => void }) {
  return (
    <div className={css.line}>
      {(['r', 'f', 'm'] as const).map((dimension) => (
        <Cuts
          key={dimension}
          dimension={dimension}
          cuts={scoring[dimension]}
          onChange={(cuts) => onChange({ ...scoring, [dimension]: cuts })}
        />
      ))}
    </div>
  )
}

function Cuts(props: {
  dimension: 'r' | 'f' | 'm'
  cuts: readonly number[]
  onChange: (cuts: number[]) => void
}) {
  const t = useT()
  const minor = props.dimension === 'm'
  const [text, setText] = useState(props.cuts.map((cut) => cut / (minor ? 100 : 1)).join(', '))
  const wrong = parseCuts(text, minor) === null
  return (
    <TextField
      label={t('rfm.ruleCuts', { dimension: props.dimension.toUpperCase() })}
      value={text}
      error={wrong ? t('rfm.lintCuts') : undefined}
      onChange={(next) => {
        setText(next)
        const cuts = parseCuts(next, minor)
        if (cuts) props.onChange(cuts)
      }}
    />
  )
}
