import { IconPlus, IconTrash } from '@tabler/icons-react'
import { SEGMENT_FAMILIES, type RfmLintIssue, type RfmScheme } from '../../../shared/contract/rfm.ts'
import { useT } from '../../locale/t.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Checkbox, TextField } from '../../ui/Field.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { levelCounts, switchLevel } from './draft.ts'
import css from './RuleEditor.module.css'
import { nameOf } from './sentences.ts'

interface PartProps {
  readonly draft: RfmScheme
  readonly onChange: (draft: RfmScheme) => void
}

/** The scheme's segments: names, family, low spend. */
export function Segments({ draft, onChange }: PartProps) {
  const t = useT()
  const format = useFormat()
  const families = {
    core: t('rfm.familyCore'),
    keep: t('rfm.familyKeep'),
    develop: t('rfm.familyDevelop'),
    winback: t('rfm.familyWinback'),
  }
  const change = (index: number, part: Partial<RfmScheme['segments'][number]>) =>
    onChange({
      ...draft,
      segments: draft.segments.map((one, i) => (i === index ? { ...one, ...part } : one)),
    })
  const add = () => {
    let n = draft.segments.length + 1
    while (draft.segments.some((one) => one.key === `s${n}`)) n += 1
    const made = {
      key: `s${n}`,
      nameZh: `类型 ${n}`,
      nameEn: `Segment ${n}`,
      family: 'develop',
      lowSpend: false,
    } as const
    onChange({ ...draft, segments: [...draft.segments, made] })
  }
  return (
    <div className={css.list}>
      {draft.segments.map((segment, i) => (
        <div key={segment.key} className={css.segment}>
          <TextField
            bare
            label={t('rfm.segmentName')}
            value={segment.nameZh}
            onChange={(nameZh) => change(i, { nameZh })}
          />
          <TextField
            bare
            label={t('rfm.segmentNameEn')}
            value={segment.nameEn}
            onChange={(nameEn) => change(i, { nameEn })}
          />
          <Choice
            label={t('rfm.segmentFamily')}
            options={SEGMENT_FAMILIES.map((family) => ({ value: family, label: families[family] }))}
            value={segment.family}
            onChange={(family) => change(i, { family })}
            widthPx={104}
          />
          <Checkbox
            label={t('rfm.segmentLow')}
            checked={segment.lowSpend}
            onChange={(lowSpend) => change(i, { lowSpend })}
          />
          <IconButton
            small
            label={t('rfm.segmentRemove', { name: nameOf(segment, format) })}
            icon={<IconTrash size={14} />}
            disabled={draft.segments.length === 1}
            onClick={() =>
              onChange({
                ...draft,
                segments: draft.segments.filter((one) => one !== segment),
                rules: draft.rules.filter((rule) => rule.segment !== segment.key),
              })
            }
          />
        </div>
      ))}
      <Button kind="link" icon={<IconPlus size={14} />} onClick={add}>
        {t('rfm.segmentAdd')}
      </Button>
    </div>
  )
}

/** The boxes of scores and the segment that each belongs to. */
export function Rules({ draft, lint, onChange }: PartProps & { readonly lint: readonly RfmLintIssue[] }) {
  const t = useT()
  const format = useFormat()
  const counts = levelCounts(draft.scoring)
  const segments = draft.segments.map((one) => ({ value: one.key, label: nameOf(one, format) }))
  const concerned = new Set(lint.flatMap((issue) => [issue.rule, issue.otherRule]))
  return (
    <div className={css.list}>
      {draft.rules.map((rule, i) => (
        <div key={i} className={css.rule} data-concerned={concerned.has(i)}>
          <span className={css.number}>{i + 1}</span>
          <Choice
            label={t('rfm.colSegment')}
            options={segments}
            value={rule.segment}
            widthPx={150}
            onChange={(segment) =>
              onChange({
                ...draft,
                rules: draft.rules.map((one, k) => (k === i ? { ...one, segment } : one)),
              })
            }
          />
          {(['r', 'f', 'm'] as const).map((dimension) => (
            <Levels
              key={dimension}
              name={dimension.toUpperCase()}
              count={counts[dimension]}
              chosen={rule[dimension]}
              onSwitch={(level) => onChange(switchLevel(draft, i, dimension, level))}
            />
          ))}
          <IconButton
            small
            label={t('rfm.ruleRemove', { n: String(i + 1) })}
            icon={<IconTrash size={14} />}
            onClick={() => onChange({ ...draft, rules: draft.rules.filter((_, k) => k !== i) })}
          />
        </div>
      ))}
      <Button
        kind="link"
        icon={<IconPlus size={14} />}
        disabled={draft.segments.length === 0}
        onClick={() =>
          onChange({ ...draft, rules: [...draft.rules, { segment: draft.segments[0]?.key ?? '' }] })
        }
      >
        {t('rfm.ruleAdd')}
      </Button>
    </div>
  )
}

interface LevelsProps {
  readonly name: string
  readonly count: number
  readonly chosen: readonly number[] | undefined
  readonly onSwitch: (level: number) => void
}

function Levels({ name, count, chosen, onSwitch }: LevelsProps) {
  return (
    <span className={css.levels} role="group" aria-label={name}>
      {Array.from({ length: count }, (_, i) => (
        <button
          key={i}
          type="button"
          aria-pressed={chosen === undefined || chosen.includes(i + 1)}
          aria-label={`${name}${i + 1}`}
          onClick={() => onSwitch(i + 1)}
        >
          {name}
          {i + 1}
        </button>
      ))}
    </span>
  )
}
