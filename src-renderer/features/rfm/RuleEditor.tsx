import { useEffect, useState } from 'react'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { RfmLintIssue, RfmScheme, RfmScoring } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { lintText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Drawer.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { withScoring } from './draft.ts'
import { FixedCuts } from './FixedCuts.tsx'
import css from './RuleEditor.module.css'
import { Rules, Segments } from './RuleParts.tsx'
import { plain } from './store.ts'

interface RuleEditorProps {
  readonly client: RpcClient
  readonly scheme: RfmScheme
  readonly builtIn: boolean
  readonly onClose: () => void
  /** settles when it is saved; a failure is told here and the draft stays */
  readonly onSave: (scheme: RfmScheme) => Promise<void>
  readonly onDelete?: () => void
}

const SCORINGS = { mean: { method: 'mean' }, median: { method: 'median' } } as const

/** A scheme as names, scoring, segments and boxes of scores; the linter speaks at every change. */
export function RuleEditor({ client, scheme, builtIn, onClose, onSave, onDelete }: RuleEditorProps) {
  const t = useT()
  const format = useFormat()
  const [draft, setDraft] = useState(scheme)
  const { lint, failure, fail } = useLint(client, draft)
  const nameless = draft.nameZh.trim() === '' && draft.nameEn.trim() === ''
  const broken = failure !== null || nameless || lint.some((issue) => issue.severity === 'error')
  const save = () => {
    onSave(draft).catch((thrown: unknown) => fail(AppError.from(thrown).toData()))
  }
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
          <Button kind="filled" disabled={broken} onClick={save}>
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
        <h3>{t('rfm.ruleSegments')}</h3>
        <Segments draft={draft} onChange={setDraft} />
        <h3>{t('rfm.ruleBoxes')}</h3>
        <Rules draft={draft} lint={lint} onChange={setDraft} />
        <h3>{t('rfm.lintTitle')}</h3>
        <ul className={css.lint} aria-live="polite">
          {lint.length === 0 && failure === null && <li className={css.ok}>{t('rfm.lintOk')}</li>}
          {lint.map((issue, i) => (
            <li key={i} className={issue.severity === 'error' ? css.error : css.warning}>
              {lintText(issue, format)}
            </li>
          ))}
        </ul>
        {failure && <ErrorState error={failure} />}
      </div>
    </Dialog>
  )
}

/** The linter's word on the draft; `failure` is why it has none, or why saving failed, until the draft changes. */
function useLint(client: RpcClient, draft: RfmScheme) {
  const [lint, setLint] = useState<readonly RfmLintIssue[]>([])
  const [failure, setFailure] = useState<AppErrorData | null>(null)
  useEffect(() => {
    let current = true
    client.call('rfm.lint', plain(draft)).then(
      (issues) => {
        if (!current) return
        setLint(issues)
        setFailure(null)
      },
      (thrown: unknown) => {
        if (current) setFailure(AppError.from(thrown).toData())
      },
    )
    return () => {
      current = false
    }
  }, [client, draft])
  return { lint, failure, fail: setFailure }
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
