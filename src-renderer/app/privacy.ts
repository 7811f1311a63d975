import { currentLanguage } from '../locale/language.ts'
import { call, useSession } from './session.ts'

/** Shows or hides customers' names in every window; screens begin anew, so that none keeps a name that it has read. */
export async function hideNames(hidden: boolean): Promise<void> {
  const answer = await call('privacy.set', { hidden, language: currentLanguage() })
  takePrivacy(answer.hidden)
}

export function takePrivacy(namesHidden: boolean): void {
  if (useSession.getState().namesHidden === namesHidden) return
  useSession.setState(({ visit }) => ({ namesHidden, visit: visit + 1, customerId: null }))
}
