import { dayFromCivil, isoFromDay } from '../../../shared/contract/calendar.ts'
import { FIELDS } from '../../../shared/contract/mapping.ts'

/** Fields that the program knows: they say how and since when a customer can be reached, not who it is. */
const KNOWN: ReadonlySet<string> = new Set(FIELDS.customers)

const PERSONAL_NAME =
  /姓名|名字|名称|称呼|昵称|收货人|联系人|手机|电话|邮箱|邮件地址|地址|住址|街道|生日|出生|身份证|证件|护照|微信|支付宝|银行|卡号|账号|备注|留言|会员号|会员编号|门牌|邮编|\b(first|last|full|nick|user|customer|contact|display)?[ _-]?name\b|surname|phone|mobile|\btel|e-?mail|address|street|zip|post ?code|birth|\bdob\b|passport|ssn|national.?id|identity|wechat|whatsapp|alipay|iban|card|account|remark|comment|note|login|handle|url|\bip\b|device|cookie|\buuid\b|\bguid\b|\bid\b/i

const PERSONAL_VALUE = [
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  /^\+?[\d\s().-]{7,20}$/,
  /^\d{15}(\d{2}[\dXx])?$/,
  /^(https?:\/\/|www\.)/i,
]
const NUMBER = /^[-+]?(\d+([.,]\d+)*)%?$/
const DATE = /^\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2})?/

/** What is known of one column of the customer table. */
export interface AttributeFacts {
  readonly name: string
  readonly nCustomers: number
  readonly nDistinct: number
  /** some of its values */
  readonly samples: readonly string[]
}

/**
 * Does the column say who somebody is? By its name, by values that look like e-mail, phone, document number or address of a
 * page, or because it is text that is different for nearly everybody.
 */
export function isPersonal({ name, nCustomers, nDistinct, samples }: AttributeFacts): boolean {
  if (KNOWN.has(name)) return false
  if (PERSONAL_NAME.test(name)) return true
  const share = (test: (text: string) => boolean) =>
    samples.length === 0 ? 0 : samples.filter(test).length / samples.length
  const isShortNumber = (text: string) => NUMBER.test(text) && text.replaceAll(/\D/g, '').length < 7
  if (
    share(
      (text) => !isShortNumber(text) && !DATE.test(text) && PERSONAL_VALUE.some((one) => one.test(text)),
    ) > 0.2
  ) {
    return true
  }
  const isText = share((text) => !NUMBER.test(text) && !DATE.test(text)) > 0.2
  return isText && nDistinct > Math.max(20, 0.3 * nCustomers)
}

const WORDS =
  /^(login|visit|view|viewNew|search|favourite|cartAdd|cartRemove|checkIn|buy|share|review|push|e-?mail|邮件|sms|短信|call|电话|外呼|app|in-app|站内|wechat|微信|小程序|公众号|whatsapp|mail|coupon|contact|web|h5|pc|pos|store|门店|线上|线下)$/i

/** Behaviours and channels that the engines know by name say nothing about anybody. */
export const isProgramWord = (name: string): boolean => WORDS.test(name.trim())

/** Numbers and dates stay as they are; a text that few have is hidden. */
export const isPlainValue = (text: string): boolean => NUMBER.test(text.trim()) || DATE.test(text.trim())

const WRITTEN_DAY = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?/

/** A day of an attribute moved by so many days, written as 2025-03-01; what is no day stays. */
export function movedDay(text: string, days: number): string {
  const [found, year, , month, , dayOfMonth] = WRITTEN_DAY.exec(text) ?? []
  if (found === undefined || days === 0 || !(Number(month) <= 12 && Number(dayOfMonth) <= 31)) return text
  const day = dayFromCivil(Number(year), Number(month), Number(dayOfMonth))
  return isoFromDay(day + days) + text.slice(found.length)
}
