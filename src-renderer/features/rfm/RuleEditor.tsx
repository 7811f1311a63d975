import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import {
  SEGMENT_FAMILIES,
  type RfmLintIssue,
  type RfmScheme,
  type RfmScoring,
} from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { lintText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Drawer.tsx'
import { Checkbox, TextField } from '../../ui/Field.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { levelCounts, switchLevel, withScoring } from './draft.ts'
import { FixedCuts } from './FixedCuts.tsx'
import css from './RuleEditor.module.css'
import { nameOf } from './sentences.ts'
import { plain } from './store.ts'

interface RuleEditorProps {
  readonly client: RpcClient
  readonly scheme: RfmScheme
  readonly builtIn: boolean
  readonly onClose: () => void
  readonly onSave: (scheme: RfmScheme) => void
  readonly onDelete?: () => void
}

const SCORINGS = { mean: { method: 'mean' }, median: { method: 'median' } } as const

/** A scheme as names, scoring, segments and boxes of scores; the linter speaks at every change. */
export function RuleEditor({ client, scheme, builtIn, onClose, onSave, onDelete }: RuleEditorProps) {
  const t = useT()
  const format = useFormat()
  const [draft, setDraft] = useState(scheme)
  const lint = useLint(client, draft)
  const broken = lint.some((issue) => issue.severity === 'error')
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('rfm.ruleTitle')}
      widthPx={820}
      actions={
        <>
          {onDelete && (
            <Button danger onClick={onDelete}>
              {t('rfm.ruleDelete')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="filled" disabled={broken} onClick={() => onSave(draft)}>
            {t('rfm.ruleSave')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {builtIn && <p className={css.note}>{t('rfm.ruleBuiltIn')}</p>}
        <div className={css.line}>
          <TextField
            label={`${t('rfm.ruleName')} (中文)`}
            value={draft.nameZh}
            onChange={(nameZh) => setDraft({ ...draft, nameZh })}
          />
          <TextField
            label={`${t('rfm.ruleName')} (English)`}
            value={draft.nameEn}
            onChange={(nameEn) => setDraft({ ...draft, nameEn })}
          />
          <ScoringChoice
            scoring={draft.scoring}
            onChange={(scoring) => setDraft(withScoring(draft, scoring))}
          />
        </div>
        {draft.scoring.method === 'fixed' && (
          <FixedCuts scoring={draft.scoring} onChange={(scoring) => setDraft(withScoring(draft, scoring))} />
        )}
        <h4>{t('rfm.ruleSegments')}</h4>
        <Segments draft={draft} onChange={setDraft} />
        <h4>{t('rfm.ruleBoxes')}</h4>
        <Rules draft={draft} lint={lint} onChange={setDraft} />
        <h4>{t('rfm.lintTitle')}</h4>
        <ul className={css.lint} aria-live="polite">
          {lint.length === 0 && <li className={css.ok}>{t('rfm.lintOk')}</li>}
          {lint.map((issue, i) => (
            <li key={i} className={issue.severity === 'error' ? css.error : css.warning}>
              {lintText(issue, format)}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

function useLint(client: RpcClient, draft: RfmScheme): readonly RfmLintIssue[] {
  const [lint, setLint] = useState<readonly RfmLintIssue[]>([])
  useEffect(() => {
    let current = true
    client.call('rfm.lint', plain(draft)).then(
      (issues) => {
        if (current) setLint(issues)
      },
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [client, draft])
  return lint
}

function ScoringChoice({
  scoring,
  onChange,
}: {
  scoring: RfmScoring
  onChange: (scoring: RfmScoring) => void
}) {
  const t = useT()
  const value = scoring.method === 'quantile' ? `quantile${scoring.levels}` : scoring.method
  const options = [
    { value: 'mean', label: t('rfm.scoringMean') },
    { value: 'median', label: t('rfm.scoringMedian') },
    ...[3, 4, 5, 10].map((levels) => ({
      value: `quantile${levels}`,
      label: t('rfm.scoringQuantile', { levels: String(levels) }),
    })),
    { value: 'fixed', label: t('rfm.scoringFixed') },
  ]
  return (
    <Choice
      labelled
      label={t('rfm.ruleScoring')}
      options={options}
      value={value}
      onChange={(next) => {
        if (next === 'mean' || next === 'median') onChange(SCORINGS[next])
        else if (next === 'fixed') onChange({ method: 'fixed', r: [30, 90], f: [2, 4], m: [20_000, 80_000] })
        else onChange({ method: 'quantile', levels: Number(next.slice('quantile'.length)) })
      }}
    />
  )
}

type PartProps = { readonly draft: RfmScheme; readonly onChange: (draft: RfmScheme) => void }

function Segments({ draft, onChange }: PartProps) {
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

function Rules({ draft, lint, onChange }: PartProps & { readonly lint: readonly RfmLintIssue[] }) {
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
