import type { Task, TaskComparison } from '../../../../shared/analytics/winback/index.ts'
import type { PlainKey } from '../../../app/screen.ts'
import { useT } from '../../../locale/t.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { ProvenanceNumber } from '../../../ui/ProvenanceNumber.tsx'
import { SourceTag } from '../../../ui/Tag.tsx'
import type { Source } from '../provenance.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import own from './Coupon.module.css'
import { taskTable, taskTitle } from './subsidySentences.ts'
import { changeStage, changeStayRate } from './terms.ts'

interface TaskPanelProps {
  readonly task: Task
  readonly compared: TaskComparison
  readonly source: Source
  readonly telling: Telling
}

const STAGES: readonly PlainKey[] = ['whatif.taskBrowse', 'whatif.taskCheckIn', 'whatif.taskCart']
const MOST_REWARD = 1_000

/** One coupon against a task of several cheap stages, judged by returns that stay. */
export function TaskPanel({ task, compared, source, telling }: TaskPanelProps) {
  const t = useT()
  const { format } = telling
  const title = taskTitle(compared, telling)
  const table = taskTable(compared, telling)
  const money = (units: number) => format.moneyFull(minor(units))
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.taskSub')}
      name={title}
      table={table}
      fileName="winback-task"
      drawn={false}
    >
      <div className={own.task}>
        <table className={css.table}>
          <caption className={own.caption}>
            {t('whatif.taskTerms')} <SourceTag source="default" />
          </caption>
          <thead>
            <tr>
              <th>{t('whatif.taskStage')}</th>
              <th>{t('whatif.taskReward')}</th>
              <th>{t('whatif.taskPass')}</th>
            </tr>
          </thead>
          <tbody>
            {task.stages.map((stage, i) => {
              const name = t(STAGES[i] ?? 'whatif.taskStage')
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <NumberField
                      bare
                      label={t('whatif.taskRewardOf', { name })}
                      value={stage.reward}
                      min={0}
                      max={MOST_REWARD}
                      show={money}
                      onCommit={(reward) => changeStage(i, { reward })}
                    />
                  </td>
                  <td>
                    <NumberField
                      bare
                      label={t('whatif.taskPassOf', { name })}
                      value={stage.passShare}
                      min={0.01}
                      max={1}
                      show={format.share}
                      onCommit={(passShare) => changeStage(i, { passShare })}
                    />
                  </td>
                </tr>
              )
            })}
            <tr>
              <th scope="row">{t('whatif.taskStay')}</th>
              <td />
              <td>
                <NumberField
                  bare
                  label={t('whatif.taskStay')}
                  value={task.stayRate}
                  min={0}
                  max={1}
                  show={format.share}
                  onCommit={changeStayRate}
                />
              </td>
            </tr>
          </tbody>
        </table>
        <table className={`${css.table} ${css.wraps}`}>
          <thead>
            <tr>
              {table.columns.map(({ label }) => (
                <th key={label}>{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([label, ...cells]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((cell, i) => (
                  <td key={table.columns[i + 1]?.label}>
                    {i === 0 || cell === '—' ? (
                      cell
                    ) : (
                      <ProvenanceNumber
                        where="cell"
                        value={source(String(cell), String(label), 'whatif.formulaTask')}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}
