import { create } from 'zustand'

export type Language = 'zh-CN' | 'en'

/** The language that is shown now. Set by the session; read through `useT`. */
export const useLanguageStore = create<{ language: Language }>(() => ({ language: 'zh-CN' }))

export const useLanguage = (): Language => useLanguageStore((state) => state.language)
export const currentLanguage = (): Language => useLanguageStore.getState().language
export const setLanguage = (language: Language): void => useLanguageStore.setState({ language })
