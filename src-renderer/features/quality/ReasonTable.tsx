import type { RejectSummary } from '../../../shared/contract/import.ts'
import { rejectText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Quality.module.css'

/** Reasons as ranked bars with line numbers and a sample. */
export function ReasonTable({ reasons }: { reasons: readonly RejectSummary[] }) {
  const t = useT()
  const format = useFormat()
  const most = reasons[0]?.rows ?? 1
  return (
    <Panel title={t('quality.reasonsTitle')} sub={t('quality.reasonsSub')}>
      {reasons.length === 0 ? (
        <p className={css.quiet}>{t('quality.noRejects')}</p>
      ) : (
        <div className={css.scroll} tabIndex={0} role="region" aria-label={t('quality.reasonsTitle')}>
          <table className={css.reasons}>
            <thead>
              <tr>
                <th scope="col">{t('quality.reason')}</th>
                <th scope="col" className={css.right}>
                  {t('quality.rows')}
                </th>
                <th scope="col" className={css.right}>
                  {t('quality.amount', { currency: format.currencySign })}
                </th>
                <th scope="col">{t('quality.lines')}</th>
                <th scope="col">{t('quality.sample')}</th>
              </tr>
            </thead>
            <tbody>
              {reasons.map((reason) => (
                <tr key={reason.code}>
                  <th scope="row">
                    {rejectText(reason.code, format.language)}
                    <i aria-hidden="true" style={{ width: `${Math.max(1, (reason.rows / most) * 100)}%` }} />
                  </th>
                  <td className={css.right}>{format.countFull(reason.rows)}</td>
                  <td className={css.right}>
                    {reason.amountMinor === 0 ? '—' : format.moneyBare(reason.amountMinor)}
                  </td>
                  <td>{reason.lines.map((line) => format.countFull(line)).join(' · ')}</td>
                  <td className={css.mono} title={reason.sample}>
                    {reason.sample === '' ? '—' : reason.sample}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
