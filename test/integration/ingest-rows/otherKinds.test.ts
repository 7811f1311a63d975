import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { readText } from './readText.ts'

describe('a list of behaviours', () => {
  const mapping: Mapping = {
    kind: 'behaviours',
    columns: { customer: 'user', time: 'time', event: 'type', product: 'sku' },
  }

  it('knows events by the mapping, by the vocabulary, and keeps the words that nobody knows', async () => {
    const words = [
      '1',
      '4',
      '6',
      '7',
      'add_to_cart',
      '收藏',
      'Login',
      'viewNew',
      'dance',
      'CLICKED',
      '2.0',
      'own',
    ]
    const text = `user,time,type,sku\n${words.map((word) => `u,2016-02-01 00:00:01,${word},s`).join('\n')}\n`
    const { rows, summary } = await readText(text, {
      ...mapping,
      events: { '1': 'view', '2': 'cartAdd', '4': 'buy', '6': 'other:click', OWN: 'mine' },
    })
    expect(rows.map((row) => row.eventName)).toEqual([
      'view',
      'buy',
      'other:click',
      'other:7',
      'cartAdd',
      'favourite',
      'login',
      'viewNew',
      'other:dance',
      'other:CLICKED',
      'cartAdd',
      'other:mine',
    ])
    expect(summary).toMatchObject({ rowsRead: 12, rowsAccepted: 12, firstDay: 16832, lastDay: 16832 })
  })

  it('rejects rows without an event or with a text for one', async () => {
    const { rejects } = await readText(
      `user,time,type,sku\nu,2016-02-01,,s\nu,2016-02-01,${'long '.repeat(40)},s\n,2016-02-01,view,s\n`,
      mapping,
    )
    expect(rejects.map((row) => row.code)).toEqual(['no-event', 'unknown-event', 'no-customer'])
  })

  it('holds more event words than its dictionary has room for', async () => {
    const text = `user,time,type,sku\n${Array.from({ length: 20_000 }, (_, i) => `u,2016-02-01,word ${i % 9000},s`).join('\n')}\n`
    const { rows } = await readText(text, mapping)
    expect(rows.every((row, i) => row.eventName === `other:word ${i % 9000}`)).toBe(true)
  })
})

describe('a list of customers', () => {
  it('keeps every attribute under its name, canonical ones in one writing', async () => {
    const text =
      'id,reg,push,gone,pts,age,age,,empty note\na,2012/3/4,是,2013-01-02 03:04,"1,200",56岁以上,x,ghost,\nb,sometime,N,yes,many,-1,,,\n'
    const { rows } = await readText(
      text,
      {
        kind: 'customers',
        columns: {
          customer: 'id',
          registered: 'reg',
          pushReachable: 'push',
          uninstalled: 'gone',
          points: 'pts',
        },
      },
      { columns: ['id', 'reg', 'push', 'gone', 'pts', 'age', 'age (2)', '', 'empty note'] },
    )
    expect(rows).toEqual([
      {
        line: 2,
        customer: 'a',
        registered: '2012-03-04',
        pushReachable: '1',
        uninstalled: '2013-01-02 03:04:00',
        points: '1200',
        age: '56岁以上',
        'age (2)': 'x',
      },
      {
        line: 3,
        customer: 'b',
        registered: 'sometime',
        pushReachable: '0',
        uninstalled: '1',
        points: 'many',
        age: '-1',
      },
    ])
  })

  it('keeps only the attributes that were asked for, and none under a name that is taken', async () => {
    const text = 'id,customer,points,city,tel\na,x,7,Rome,1\n'
    const all = await readText(text, { kind: 'customers', columns: { customer: 'id', churned: 'tel' } })
    expect(all.rows).toEqual([
      { line: 2, customer: 'a', churned: '1', 'customer (2)': 'x', points: '7', city: 'Rome' },
    ])
    const some = await readText(text, {
      kind: 'customers',
      columns: { customer: 'id' },
      attributes: ['city'],
    })
    expect(some.rows).toEqual([{ line: 2, customer: 'a', city: 'Rome' }])
  })

  it('rejects a repeated header and a sum although any text could be a customer', async () => {
    const text = 'id,city\na,Rome\nid,city\n合计,2\nTotal,2\ntotally,Rome\n,x\n'
    const { rows, rejects } = await readText(text, { kind: 'customers', columns: { customer: 'id' } })
    expect(rows.map((row) => row.customer)).toEqual(['a', 'totally'])
    expect(rejects.map((row) => `${row.line} ${row.code}`)).toEqual([
      '3 repeated-header',
      '4 summary-line',
      '5 summary-line',
      '7 no-customer',
    ])
  })
})

describe('a list of contacts', () => {
  const columns = {
    customer: 'user',
    campaign: 'campaign',
    time: 'sent',
    channel: 'channel',
    variant: 'variant',
    cost: 'cost',
    couponFace: 'face',
    delivered: 'delivered',
    opened: 'opened',
    clicked: 'clicked',
    redeemed: 'redeemed',
  }
  const header = 'user,campaign,sent,channel,variant,cost,face,delivered,opened,clicked,redeemed\n'

  it('has yes and no from words, counts and dates, and money in minor units', async () => {
    const text = `${header}u,spring,2012-03-04 05:06,sms,A,0.05元,¥10,是,2012-03-04 06:00,3,0\nv,spring,2012-03-04 05:06,sms,control,,,已送达,未打开,false,\nw,spring,2012-03-04,push,B,-,-,maybe,1,1,1\n,spring,2012-03-04,push,B,,,,,,\nx,,2012-03-04,push,B,,,,,,\ny,spring,,push,B,,,,,,\nz,spring,2012-03-04,push,B,dear,,,,,\n`
    const { rows, rejects } = await readText(text, { kind: 'contacts', columns })
    const common = { campaign: 'spring', channel: 'sms', time: '2012-03-04 05:06:00' }
    expect(rows).toEqual([
      {
        ...common,
        line: 2,
        customer: 'u',
        variant: 'A',
        costMinor: 5,
        couponFaceMinor: 1000,
        delivered: 1,
        opened: 1,
        clicked: 1,
        redeemed: 0,
        control: 0,
      },
      {
        ...common,
        line: 3,
        customer: 'v',
        variant: 'control',
        delivered: 1,
        opened: 0,
        clicked: 0,
        control: 1,
      },
    ])
    expect(rejects.map((row) => `${row.line} ${row.code} ${row.column}`)).toEqual([
      '4 bad-number delivered',
      '5 no-customer user',
      '6 no-campaign campaign',
      '7 no-time sent',
      '8 bad-number cost',
    ])
  })

  it('may be all of one campaign that the file does not name', async () => {
    const { rows } = await readText('user,sent\nu,2012-03-04\n', {
      kind: 'contacts',
      columns: { customer: 'user', time: 'sent', campaign: { constant: 'May push' } },
    })
    expect(rows).toEqual([
      { line: 2, flags: 'dateOnly', customer: 'u', campaign: 'May push', time: '2012-03-04' },
    ])
  })
})
