import type { Translate } from '../locale/t.ts'
import type { PlainKey } from './screen.ts'

const CHANNELS: Readonly<Record<string, PlainKey>> = {
  push: 'whatif.push',
  email: 'whatif.email',
  sms: 'whatif.sms',
  call: 'whatif.call',
  coupon: 'whatif.couponChannel',
  'in-app': 'whatif.inApp',
  wechat: 'whatif.wechat',
  whatsapp: 'whatif.whatsapp',
  mail: 'whatif.mail',
  contact: 'whatif.contact',
}

/** A channel of the built-in plans in words of the language; a person's own names stay as they are. */
export function channelName(channel: string, t: Translate): string {
  const key = CHANNELS[channel.toLowerCase()]
  return key === undefined ? channel : t(key)
}
