import { useMemo, useState } from 'react'
import { AppError } from '../../../shared/contract/errors.ts'
import { setAsOfDay } from '../../../src-renderer/app/session.ts'
import { catalogue } from '../../../src-renderer/locale/catalogue.ts'
import { useLanguage } from '../../../src-renderer/locale/language.ts'
import { Button } from '../../../src-renderer/ui/Button.tsx'
import { ChartPanel } from '../../../src-renderer/ui/ChartPanel.tsx'
import { useChartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { Choice } from '../../../src-renderer/ui/Choice.tsx'
import { DataTable } from '../../../src-renderer/ui/DataTable.tsx'
import { DateField } from '../../../src-renderer/ui/DateField.tsx'
import { Dialog, Drawer } from '../../../src-renderer/ui/Drawer.tsx'
import { EmptyState } from '../../../src-renderer/ui/EmptyState.tsx'
import { Switch } from '../../../src-renderer/ui/Field.tsx'
import { Notice } from '../../../src-renderer/ui/Notice.tsx'
import { NumberStrip } from '../../../src-renderer/ui/NumberStrip.tsx'
import { Page } from '../../../src-renderer/ui/Page.tsx'
import { Panel } from '../../../src-renderer/ui/Panel.tsx'
import { JobBar } from '../../../src-renderer/ui/Progress.tsx'
import { sourced, type Provenance } from '../../../src-renderer/ui/provenance.ts'
import { SearchField } from '../../../src-renderer/ui/SearchField.tsx'
import { Segmented } from '../../../src-renderer/ui/Segmented.tsx'
import { SliderField } from '../../../src-renderer/ui/SliderField.tsx'
import { Spark } from '../../../src-renderer/ui/Spark.tsx'
import { Change, RiskBadge, SegmentChip, SourceTag, Tag } from '../../../src-renderer/ui/Tag.tsx'
import type { TableColumn, TableSort } from '../../../src-renderer/ui/tableTypes.ts'
import { toast } from '../../../src-renderer/ui/toastStore.ts'
import { useFormat } from '../../../src-renderer/ui/useFormat.ts'
import { heatOption, heatTable, kitRow, weekOption, weekTable, type KitRow } from './kitData.ts'
import { SAMPLE_PROJECT } from '../fakeClient.ts'

const FINDING = {
  'zh-CN':
    '预算 {budget}可多赢回约 {returns}本不会回来的客户；再投 1,000 元还能多赚 {next}；超过 4.1 万元，每多投 1 元都在亏。',
  en: '{budget} wins back about {returns} customers who would not have come anyway; the next ¥1,000 earns {next}; past ¥41,000 each yuan loses.',
}
for (const language of ['zh-CN', 'en'] as const) {
  Object.assign(catalogue[language], { preview: { finding: FINDING[language] } })
}

type Key = 'customer' | 'segment' | 'change' | 'recency' | 'orders' | 'spent' | 'months'
const MONTHS = [3, 5, 2, 6, 4, 4, 7, 3, 6, 5, 2, 4]

export function KitPage() {
  const zh = useLanguage() === 'zh-CN'
  const say = (chinese: string, english: string) => (zh ? chinese : english)
  const format = useFormat()
  const tokens = useChartTokens()
  const [budget, setBudget] = useState(3_000_000)
  const [view, setView] = useState<'people' | 'money'>('people')
  const [scheme, setScheme] = useState<'mean8' | 'segments11'>('mean8')
  const [query, setQuery] = useState('')
  const [on, setOn] = useState(true)
  const [open, setOpen] = useState<'drawer' | 'dialog' | null>(null)
  const [sort, setSort] = useState<TableSort<Key>>({ key: 'spent', descending: true })
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set([0]))
  const from: Provenance = {
    title: say('增量回流 412 位（355–470）', 'Incremental returns 412 (355–470)'),
    formula: say(
      '每组逐级相加：（人数 − 自己会回来的 − 已回来的）× 送达 × 响应',
      'per group, step by step: (people − organic − already back) × delivered × response',
    ),
    inputs: say(
      '响应率实测自 3 场含对照组的活动；送达率输入',
      'response measured in 3 campaigns; delivery entered',
    ),
    filter: say('沉默或高风险 12,480 位，窗口 30 天', 'silent or high risk, 12,480, 30 days'),
    asOf: '2025-11-12',
    interval: say('100 次模拟的 P10–P90，种子 42', 'P10–P90, 100 draws, seed 42'),
    engine: 'winback 1.0.0',
    onShowCustomers: () => undefined,
  }
  const week = useMemo(() => weekOption(tokens, format, 52), [tokens, format])
  const heat = useMemo(() => heatOption(tokens, format), [tokens, format])
  const columns: TableColumn<KitRow, Key>[] = [
    {
      key: 'customer',
      header: say('客户', 'Customer'),
      widthPx: 110,
      sortable: true,
      fixed: true,
      cell: (row) => <span className="mono">{row.key}</span>,
    },
    {
      key: 'segment',
      header: say('类型', 'Segment'),
      widthPx: 130,
      grow: 1,
      sortable: true,
      cell: (row) => (
        <SegmentChip
          family={row.family}
          lowSpend={row.orders < 4}
          name={say('重要保持', 'Keep, high spend')}
        />
      ),
    },
    {
      key: 'change',
      header: say('30 天变化', '30-day change'),
      widthPx: 150,
      grow: 1,
      cell: () => <Change direction="down">{say('从 重要价值', 'from Core')}</Change>,
    },
    {
      key: 'recency',
      header: 'R',
      unit: say('天', 'days'),
      widthPx: 70,
      align: 'right',
      sortable: true,
      cell: (row) => format.days(row.recencyDays),
    },
    {
      key: 'orders',
      header: 'F',
      unit: say('次', 'orders'),
      widthPx: 80,
      align: 'right',
      sortable: true,
      cell: (row) => format.countFull(row.orders),
    },
    {
      key: 'spent',
      header: 'M',
      unit: say('元', 'yuan'),
      widthPx: 100,
      align: 'right',
      sortable: true,
      cell: (row) => format.moneyBare(row.spentMinor),
    },
    {
      key: 'months',
      header: say('近 12 月消费', 'Last 12 months'),
      widthPx: 110,
      cell: (row) => (
        <Spark values={MONTHS.map((n) => (n * row.orders) % 9)} label={say('近 12 月', '12 months')} />
      ),
    },
  ]
  return (
    <div style={{ height: '100%', display: 'flex', flexDirection: 'column', overflow: 'auto' }}>
      <Page
        title={say('组件一览', 'Kit')}
        selectors={
          <>
            <Choice
              quiet
              label="scheme"
              widthPx={190}
              value={scheme}
              onChange={setScheme}
              options={[
                { value: 'mean8', label: say('8 类，与均值比较', '8 types against the mean') },
                { value: 'segments11', label: say('11 类', '11 segments') },
              ]}
            />
            <Tag tone="warn">{say('未保存', 'unsaved')}</Tag>
          </>
        }
        actions={
          <>
            <Button onClick={() => setOpen('dialog')}>{say('与方案对比', 'Compare')}</Button>
            <Button onClick={() => setOpen('drawer')}>{say('导出名单', 'Export lists')}</Button>
            <Button
              kind="filled"
              onClick={() => toast({ text: say('已保存', 'Saved'), undo: () => undefined })}
            >
              {say('保存方案', 'Save scenario')}
            </Button>
          </>
        }
        finding={{
          key: 'preview.finding' as never,
          values: {
            budget: sourced(format.moneySentence(budget), from),
            returns: sourced(say('410 位', '410'), from),
            next: sourced(format.moneySentence(64_000), from),
          },
        }}
        sub={[
          say('12,480 位沉默或高风险客户', '12,480 silent or high-risk customers'),
          say('窗口 30 天', '30-day window'),
          say('区间为 100 次模拟的 P10–P90', 'intervals are P10–P90 of 100 draws'),
        ]}
        status={say('已按全部 12,480 位精确重算 · 84 ms', 'exact over all 12,480 · 84 ms')}
        statusRight={say('引擎 1.0.0 · 数据只在本机', 'engine 1.0.0 · data stays on this computer')}
      >
        <NumberStrip
          label={say('五个数', 'Five numbers')}
          items={[
            {
              label: say('增量回流', 'Incremental returns'),
              value: sourced('412', from),
              unit: say('位', ''),
              interval: '355–470',
              bar: { min: 0, max: 800, low: 355, high: 470, median: 412 },
              note: say('另有 390 位本会自己回来', '390 more would return anyway'),
            },
            {
              label: say('增量利润', 'Incremental profit'),
              value: sourced(format.money(6_553_000), from),
              interval: format.range(4_890_000, 8_260_000, format.money),
              bar: { min: -10, max: 100, low: 48.9, high: 82.6, median: 65.5 },
              note: say('97% 的世界里胜过「价值最高优先」', 'Beats value-first in 97% of worlds'),
            },
            {
              label: say('每位增量回流的成本', 'Cost per incremental return'),
              value: sourced('¥95', from),
              interval: '¥84–111',
              bar: { min: 0, max: 200, low: 84, high: 111, median: 95 },
              note: say('含三本账；直接账 ¥73', 'all three ledgers; direct only ¥73'),
            },
            {
              label: say('增量 ROI', 'Incremental ROI'),
              value: sourced('167%', from),
              interval: '124%–210%',
              bar: { min: -20, max: 300, low: 124, high: 210, median: 167 },
              note: say('毛 1,883%，净 1,783%', 'Gross 1,883%, net 1,783%'),
            },
            {
              label: say('再投 ¥1,000', 'The next ¥1,000'),
              value: sourced('+¥640', from),
              interval: '−120 – +945',
              bar: { min: -500, max: 1200, low: -120, high: 945, median: 640 },
              note: say('预算影子价 0.64', 'shadow price of the budget 0.64'),
              approximate: true,
            },
          ]}
        />
        <div
          style={{
            display: 'grid',
            gridTemplateColumns: '268px minmax(0, 1fr) 320px',
            gap: 10,
            minHeight: 330,
          }}
        >
          <Panel
            title={say('调节', 'Levers')}
            tools={
              <Segmented
                label="mode"
                value={view}
                onChange={setView}
                options={[
                  { value: 'people', label: say('人数', 'People') },
                  { value: 'money', label: say('金额', 'Money') },
                ]}
              />
            }
          >
            <SliderField
              label={say('召回预算', 'Recall budget')}
              ends
              value={budget}
              min={0}
              max={6_000_000}
              step={10_000}
              source="entered"
              show={(value) => format.moneyFull(value)}
              valueText={format.moneyFull(budget)}
              onChange={setBudget}
              badFrom={4_100_000}
              mark={4_100_000}
              bracket={[3_600_000, 4_500_000]}
            />
            <p style={{ display: 'flex', flexWrap: 'wrap', gap: 6, margin: '10px 0' }}>
              <SourceTag source="measured" />
              <SourceTag source="entered" />
              <SourceTag source="default" />
              <RiskBadge level="high" />
              <RiskBadge level="medium" />
              <RiskBadge level="low" />
            </p>
            <DateField
              label={say('截至日期', 'As-of date')}
              day={SAMPLE_PROJECT.lastDay ?? 0}
              firstDay={SAMPLE_PROJECT.firstDay ?? 0}
              lastDay={SAMPLE_PROJECT.lastDay ?? 0}
              onCommit={setAsOfDay}
            />
            <p style={{ margin: '10px 0' }}>
              <Switch label={say('机会账', 'Opportunity')} checked={on} onChange={setOn} />
            </p>
            <Notice>
              {say(
                '41% 的订单已靠券成交，券面再加深会养出只等券的客户。',
                '41% of orders use a coupon; deeper coupons breed coupon-only buyers.',
              )}
            </Notice>
          </Panel>
          <ChartPanel
            title={say('每周订单，双十一两周翻倍', 'Weekly orders double at Double 11')}
            sub={say('灰色在计算窗口之外', 'grey lies outside the window')}
            name={say('每周订单', 'Weekly orders')}
            option={week}
            table={weekTable(format)}
            fileName="weekly"
          />
          <ChartPanel
            title={say('近度 × 频度', 'Recency × frequency')}
            sub={say('8,352 位（46%）在左下「挽留」格', '8,352 (46%) are in the win-back corner')}
            name={say('近度频度', 'Recency and frequency')}
            option={heat}
            table={heatTable}
            fileName="grid"
          />
        </div>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 10 }}>
          <Panel
            title={say('预警模型', 'Warning model')}
            state={{
              kind: 'failed',
              error: new AppError('file-damaged', { file: 'orders.csv.gz', place: 'byte 81204' }).toData(),
              onRetry: () => undefined,
            }}
          />
          <Panel
            title={say('沉默客户', 'Silent customers')}
            state={{
              kind: 'empty',
              content: (
                <EmptyState
                  title={say('这里会显示沉默客户值多少', 'Here you will see what silent customers are worth')}
                  why={say('项目里还没有购买记录。', 'The project has no purchases yet.')}
                  action={<Button kind="filled">{say('导入数据', 'Import data')}</Button>}
                  onSample={() => undefined}
                />
              ),
            }}
          />
          <Panel title={say('导入', 'Import')}>
            <JobBar
              job={{
                label: say('正在导入 orders.csv', 'Importing orders.csv'),
                share: 0.62,
                rowsDone: 3_120_000,
                rowsPerSecond: 240_000,
                secondsLeft: 8,
              }}
              onCancel={() => undefined}
            />
          </Panel>
        </div>
        <Panel
          flush
          title={say('客户', 'Customers')}
          beside={
            <SearchField label={say('客户号或属性', 'Key or attribute')} value={query} onChange={setQuery} />
          }
          style={{ height: 280 }}
        >
          <DataTable
            label={say('客户', 'Customers')}
            nRows={600_000}
            row={kitRow}
            rowId={(row) => row.id}
            columns={columns}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelected={setSelected}
            onOpen={() => setOpen('drawer')}
          />
        </Panel>
      </Page>
      <Drawer opened={open === 'drawer'} onClose={() => setOpen(null)} title="U0042266">
        <p>{say('客户详情', 'Customer detail')}</p>
      </Drawer>
      <Dialog
        opened={open === 'dialog'}
        onClose={() => setOpen(null)}
        title={say('撤销这次导入？', 'Undo this import?')}
        actions={
          <>
            <Button onClick={() => setOpen(null)}>{say('取消', 'Cancel')}</Button>
            <Button kind="filled" onClick={() => setOpen(null)}>
              {say('撤销导入', 'Undo import')}
            </Button>
          </>
        }
      >
        <p>
          {say(
            '312 万行会从项目里移除，之后可以重新导入。',
            '3.12M rows leave the project; you can import them again.',
          )}
        </p>
      </Dialog>
    </div>
  )
}
