import { useState } from 'react'
import type { InterventionSummary, PlaybookEntry } from '../../../shared/contract/interventions.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { channelName } from '../../app/channelName.ts'
import { attempt } from '../../app/projectActions.ts'
import { host } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toastStore.ts'
import css from './Interventions.module.css'
import { EntryDialog } from './EntryDialog.tsx'
import { familyName, FAMILIES, kindName, totals, type Telling } from './sentences.ts'
import { holdOut, keepPlaybook, refreshCampaigns, setMargin, useQueue } from './store.ts'

interface PlanPanelProps {
  readonly client: RpcClient
  readonly runId: string
  readonly summary: InterventionSummary
  readonly telling: Telling
}

const SEEDS = 4_294_967_295
const ENTRIES_MAX = 50
const NEW_ENTRY: PlaybookEntry = {
  kind: 'care',
  families: [...FAMILIES],
  channel: 'email',
  unitCost: 0.01,
  saveShare: 0.02,
  textZh: '',
  textEn: '',
}

/** The playbook as lines that can be edited, what each would do now, and its list with a random hold-out. */
export function PlanPanel({ client, runId, summary, telling }: PlanPanelProps) {
  const { t, format } = telling
  const { holdOutShare, isOwnPlaybook, marginRate } = useQueue()
  const { playbook, groups } = summary
  const sum = totals(summary)
  const currency = format.currencySign
  const isEnglish = format.language === 'en'
  /** the line in the dialog; the playbook's length = a new one */
  const [edited, setEdited] = useState<number | null>(null)
  const keep = (entries: readonly PlaybookEntry[]) =>
    void attempt(() => keepPlaybook(client, { ...playbook, entries: [...entries] }))
  const change = (entry: number, to: Partial<PlaybookEntry>) =>
    keep(playbook.entries.map((one, e) => (e === entry ? { ...one, ...to } : one)))
  const draw = async (entry: number) => {
    const line = playbook.entries[entry]
    if (line === undefined) return
    const name = t('interventions.drawName', {
      day: format.date(summary.asOfDay),
      action: kindName(line.kind, t),
      channel: channelName(line.channel, t),
    })
    const fileName = `interventions-${line.kind}-${format.date(summary.asOfDay)}.csv`
    const target = await host().pickSaveTarget(fileName)
    if (target === null) return
    const { rows, heldOut } = await client.call('interventions.draw', {
      runId,
      entry,
      holdOutShare,
      seed: Math.floor(Math.random() * SEEDS),
      name,
      language: format.language,
      target,
    })
    await host().deliver(target, fileName)
    await refreshCampaigns(client)
    toast({
      text: t('interventions.drawn', { n: format.countFull(rows), held: format.countFull(heldOut) }),
    })
  }
  return (
    <Panel
      title={t('interventions.planTitle', {
        n: format.countFull(sum.customers),
        cost: format.moneyFull(sum.cost),
      })}
      sub={t('interventions.planSub')}
      tools={
        <span className={css.tools}>
          {playbook.entries.length < ENTRIES_MAX && (
            <Button kind="link" onClick={() => setEdited(playbook.entries.length)}>
              {t('interventions.entryAdd')}
            </Button>
          )}
          {isOwnPlaybook && (
            <Button kind="link" onClick={() => void attempt(() => keepPlaybook(client, null))}>
              {t('interventions.playbookReset')}
            </Button>
          )}
          <span className={css.holdOut}>
            <NumberField
              label={t('interventions.margin')}
              value={marginRate}
              min={0.01}
              max={1}
              show={(value) => `${format.decimal(100 * value, 0)}%`}
              onCommit={setMargin}
            />
          </span>
          <span className={css.holdOut}>
            <NumberField
              label={t('interventions.holdOut')}
              value={holdOutShare}
              min={0}
              max={0.9}
              show={(value) => `${format.decimal(100 * value, 0)}%`}
              onCommit={holdOut}
            />
          </span>
        </span>
      }
    >
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('interventions.colAction')}</th>
              <th scope="col">{t('interventions.colFrom')}</th>
              <th scope="col">{t('interventions.colChannel')}</th>
              <th scope="col" className={css.number}>
                {t('interventions.colUnitCost', { currency })}
              </th>
              <th scope="col" className={css.number}>
                {t('interventions.colSaveShare')}
              </th>
              <th scope="col" className={css.number}>
                {t('interventions.colCustomers')}
              </th>
              <th scope="col" className={css.number}>
                {t('interventions.colCost', { currency })}
              </th>
              <th scope="col" className={css.number}>
                {t('interventions.colExpected', { currency })}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('interventions.draw')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {playbook.entries.map((line, entry) => {
              const group = groups[entry]
              const name = kindName(line.kind, t)
              return (
                <tr key={entry}>
                  <th scope="row">
                    {name}
                    <small>{isEnglish ? line.textEn : line.textZh}</small>
                  </th>
                  <td>
                    {line.families.length === 4
                      ? t('interventions.everyTier')
                      : line.families.map((family) => familyName(family, t)).join(t('interventions.comma'))}
                  </td>
                  <td>{channelName(line.channel, t)}</td>
                  <td className={css.entry}>
                    <NumberField
                      bare
                      label={`${name}: ${t('interventions.colUnitCost', { currency })}`}
                      value={line.unitCost}
                      min={0}
                      max={1_000}
                      show={(value) => format.decimal(value, value < 0.1 && value > 0 ? 3 : 2)}
                      onCommit={(unitCost) => change(entry, { unitCost })}
                    />
                  </td>
                  <td className={css.entry}>
                    <NumberField
                      bare
                      label={`${name}: ${t('interventions.colSaveShare')}`}
                      value={line.saveShare}
                      min={0}
                      max={1}
                      show={(value) => `${format.decimal(100 * value, 1)}%`}
                      onCommit={(saveShare) => change(entry, { saveShare })}
                    />
                  </td>
                  <td className={css.number}>{format.countFull(group?.customers)}</td>
                  <td className={css.number}>{format.moneyBare(group?.costMinor ?? 0)}</td>
                  <td className={css.number}>
                    <b>{format.moneyBare(group?.expectedMinor ?? 0)}</b>
                  </td>
                  <td>
                    <Button
                      kind="link"
                      aria-label={`${name}: ${t('interventions.entryEdit')}`}
                      onClick={() => setEdited(entry)}
                    >
                      {t('interventions.entryEdit')}
                    </Button>{' '}
                    <Button
                      kind="link"
                      disabled={(group?.customers ?? 0) === 0}
                      onClick={() => void attempt(() => draw(entry))}
                    >
                      {t('interventions.draw')}
                    </Button>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {edited !== null && (
        <EntryDialog
          entry={playbook.entries[edited] ?? NEW_ENTRY}
          telling={telling}
          onClose={() => setEdited(null)}
          onSave={(entry) => {
            keep([...playbook.entries.slice(0, edited), entry, ...playbook.entries.slice(edited + 1)])
            setEdited(null)
          }}
          {...(edited < playbook.entries.length &&
            playbook.entries.length > 1 && {
              onRemove: () => {
                keep(playbook.entries.filter((_, e) => e !== edited))
                setEdited(null)
              },
            })}
        />
      )}
    </Panel>
  )
}
