import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync, inflateSync } from 'node:zlib'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { withSession } from '../../../src-main/cli/session.ts'
import { createSampleProject } from '../../../src-main/workers/sampleProject.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { huiliu, huiliuJson } from './run.ts'

const folder = temporaryFolder('anonymise')
const shop = join(folder, 'shop.huiliu')
const copy = join(folder, 'copy.huiliu')

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const N = 400
const person = (i: number) => ({
  key: `Ku-${(i * 7_919 + 104_729).toString(36)}-${i}`,
  name: `${SURNAMES[i % 20]!}${String.fromCodePoint(0x4e00 + ((i * 37) % 800))}${String.fromCodePoint(0x5200 + ((i * 53) % 700))}`,
  phone: `1${38 + (i % 50)}${String(10_000_000 + i * 7_919).padStart(8, '0')}`.slice(0, 11),
  mail: `user.${i * 13 + 7}@example-${i % 9}.com`,
  home: `杭州市西湖区文三路${i * 3 + 11}号${i % 30}幢`,
  city: ['杭州', '宁波', '上海'][i % 3]!,
  hobby: i < 3 ? '风筝冲浪' : '喝茶',
  age: 20 + (i % 45),
})
const people = Array.from({ length: N }, (_, i) => person(i))
const orderOf = (i: number, k: number) => `ORD${900_001 + i * 20 + k}X`
const RARE_PRODUCT = '定制刻字紫砂壶'

function writeFiles(): { orders: string; customers: string; wrong: string } {
  const day = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
  const lines = people.flatMap(({ key }, i) =>
    Array.from({ length: 2 + ((i * 11) % 7) }, (_, k) => {
      const product = i === 5 && k === 0 ? RARE_PRODUCT : ['龙井', '白茶', '茶杯'][(i + k) % 3]!
      return `${orderOf(i, k)},${key},${day((i * 17 + k * (20 + (i % 40))) % 640)},${(30 + ((i * 29 + k * 13) % 400)).toFixed(2)},${product}`
    }),
  )
  const orders = join(folder, 'orders-张三的店.csv')
  writeFileSync(
    orders,
    `订单号,客户编号,下单时间,实付金额,商品名称\n${lines.join('\n')}\nBROKEN,${people[3]!.key},not a day,12,龙井\n`,
  )
  const customers = join(folder, 'customers.csv')
  const rows = people.map(({ key, name, phone, mail, home, city, hobby, age }) =>
    [key, name, phone, mail, home, city, hobby, age].join(','),
  )
  writeFileSync(customers, `客户编号,姓名,手机,邮箱,地址,城市,爱好,年龄\n${rows.join('\n')}\n`)
  const wrong = join(folder, 'wrong.csv')
  const ghosts = Array.from(
    { length: 200 },
    (_, i) => `GHOST-ORDER-${i},GHOST-CUSTOMER-${i},2024-03-0${1 + (i % 9)},10.00,幽灵茶`,
  )
  writeFileSync(wrong, `订单号,客户编号,下单时间,实付金额,商品名称\n${ghosts.join('\n')}\n`)
  return { orders, customers, wrong }
}

const { orders, customers, wrong } = writeFiles()
const imported = async (file: string, kind: string) => {
  const { code, stderr } = await huiliu(['import', shop, file, '--kind', kind, '--json'])
  if (code !== 0) throw new Error(stderr)
}
await imported(wrong, 'purchases')
await imported(orders, 'purchases')
await imported(customers, 'customers')
// a taken-back import leaves its rows on free pages of the original
await withSession(async (session) => {
  await session.openProject(shop)
  const [first] = (await session.call('import.list', {})).toSorted((a, b) => a.importId - b.importId)
  await session.call('import.undo', { importId: first!.importId })
})

/** The file's bytes, and whatever of its blobs can be unpacked. */
function allBytes(path: string): Buffer {
  const parts = [readFileSync(path)]
  const database = new SqliteDatabase(path, { readonly: true })
  for (const data of database.prepare<[], Buffer>('SELECT data FROM ledger_columns').pluck().all()) {
    for (const unpack of [inflateSync, inflateRawSync]) {
      try {
        parts.push(unpack(data))
      } catch {
        // it was not packed that way
      }
    }
  }
  database.close()
  return Buffer.concat(parts)
}

describe('an anonymised copy', () => {
  it('is made, and says what it left out', async () => {
    const report = await huiliuJson(['anonymise', shop, '--out', copy])
    expect(report).toMatchObject({ hiddenValues: 1 })
    expect(report['droppedColumns']).toEqual(expect.arrayContaining(['姓名', '手机', '邮箱', '地址']))
    expect(report['keptColumns']).toEqual(expect.arrayContaining(['城市', '爱好', '年龄']))
  })

  it('holds no key, order or personal value of the original, free pages included', () => {
    const bytes = allBytes(copy)
    const originals = allBytes(shop)
    const secrets = [
      ...people.flatMap(({ key, name, phone, mail, home }) => [key, name, phone, mail, home]),
      ...people.flatMap((_, i) => [orderOf(i, 0), orderOf(i, 1)]),
      ...Array.from({ length: 200 }, (_, i) => [`GHOST-CUSTOMER-${i}`, `GHOST-ORDER-${i}`]).flat(),
      RARE_PRODUCT,
      '风筝冲浪',
      '张三的店',
      'not a day',
    ]
    expect(secrets.filter((secret) => originals.includes(Buffer.from(secret))).length).toBeGreaterThan(2_000)
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const found = secrets.filter((secret) => bytes.includes(Buffer.from(secret, encoding)))
      expect(found).toEqual([])
    }
    expect(bytes.includes(Buffer.from('龙井'))).toBe(true)
    expect(bytes.includes(Buffer.from('other 1'))).toBe(true)
  })

  it('comes to the same RFM, North Star and silent customers', async () => {
    const same = async (args: readonly string[]) => {
      const [a, b] = await Promise.all(
        [shop, copy].map((path) => huiliuJson([args[0]!, path, ...args.slice(1)])),
      )
      for (const one of [a!, b!]) delete one['elapsedMs']
      expect(b).toEqual(a)
    }
    await same(['rfm', '--as-of', '2025-06-30'])
    await same(['northstar'])
    await same(['silent'])
  })

  it('names customers by hash when asked, moves days, hides small groups and takes a name', async () => {
    const hashed = join(folder, 'hashed.huiliu')
    await huiliuJson([
      'anonymise',
      shop,
      '--out',
      hashed,
      '--keys',
      'hash',
      '--shift-days=-70',
      '--k',
      '200',
      '--name',
      'client',
    ])
    const database = new SqliteDatabase(hashed, { readonly: true })
    const keys = database.prepare<[], string>('SELECT key FROM customers').pluck().all()
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.every((key) => /^h[0-9a-f]{16}$/.test(key))).toBe(true)
    expect(database.prepare("SELECT value FROM meta WHERE key = 'name'").pluck().get()).toBe('client')
    const cities = database
      .prepare<[], string>('SELECT DISTINCT value FROM customer_attributes')
      .pluck()
      .all()
    expect(cities).not.toContain('杭州')
    database.close()
    const days = await Promise.all([shop, hashed].map((path) => huiliuJson(['northstar', path])))
    expect(Number(days[0]!['asOfDay'])).toBe(Number(days[1]!['asOfDay']) + 70)
  })

  it('is refused where it would write over something, with a k of one, and without a target', async () => {
    expect(await huiliu(['anonymise', shop, '--out', copy])).toMatchObject({ code: 1 })
    expect((await huiliu(['anonymise', shop, '--out', shop])).stderr).toContain('project-exists')
    expect(await huiliu(['anonymise', shop, '--out', join(folder, 'x'), '--k', '1'])).toMatchObject({
      code: 2,
    })
    expect(await huiliu(['anonymise', shop])).toMatchObject({ code: 2 })
    expect(
      await huiliu(['anonymise', join(folder, 'none.huiliu'), '--out', join(folder, 'x')]),
    ).toMatchObject({
      code: 1,
    })
    expect(existsSync(join(folder, 'x.huiliu'))).toBe(false)
  })

  it('leaves nothing when it is cancelled', async () => {
    await withSession(async (session) => {
      await session.openProject(shop)
      const controller = new AbortController()
      controller.abort()
      const wish = { k: 10, keys: 'number', shiftDays: 0, language: 'en' } as const
      const made = session.call(
        'project.anonymise',
        { ...wish, target: session.targetToken(join(folder, 'gone')) },
        { signal: controller.signal },
      )
      await expect(made).rejects.toMatchObject({ code: 'cancelled' })
    })
    expect(readdirSync(folder).filter((name) => name.includes('gone'))).toEqual([])
  })

  it(
    'of a shop with behaviours and contacts comes to the same warning model and the same plan',
    { timeout: 300_000 },
    async () => {
      const [full, bare] = [join(folder, 'full.huiliu'), join(folder, 'bare.huiliu')]
      await createSampleProject(
        full,
        { customers: 450, seed: 4, language: 'zh-CN' },
        { isCancelled: () => false, progress: () => undefined },
      )
      await huiliuJson(['anonymise', full, '--out', bare])
      const plan = join(folder, 'plan.json')
      writeFileSync(
        plan,
        JSON.stringify({
          schema: 'huiliu.scenario/1',
          currency: 'CNY',
          audience: { fromProject: {} },
          value: { marginRate: 0.3 },
          ladder: [{ channel: 'sms', unitCost: 0.05, response: 0.02 }],
          budget: 60,
        }),
      )
      const told = async (path: string) => {
        const churn = await huiliuJson(['churn', path, '--model', 'logistic', '--seed', '1'])
        const whatif = await huiliuJson(['whatif', path, '--scenario', plan])
        const interventions = await huiliuJson(['interventions', path])
        const text = JSON.stringify({ churn, whatif, interventions })
        return JSON.parse(
          text
            .replaceAll(/"(elapsedMs|trainedAtMs)":[\d.]+/g, '"$1":0')
            .replaceAll(/"runId":"[^"]*"/g, '"runId":""'),
        ) as unknown
      }
      const [without, withNames] = await Promise.all([told(bare), told(full)])
      expect(without).toEqual(withNames)
    },
  )
})
