// What the bundle offers, for the type checker only.

type Setter<T> = (next: T | ((now: T) => T)) => void
type Cleanup = void | (() => void)

export function html(strings: TemplateStringsArray, ...values: unknown[]): any
export function h(type: any, props?: any, ...children: any[]): any
export function render(vnode: any, parent: Element): void
export const Fragment: any
export function createRef<T>(): { current: T | null }

export function useState<T>(initial: T | (() => T)): [T, Setter<T>]
export function useEffect(effect: () => Cleanup | unknown, inputs?: unknown[]): void
export function useLayoutEffect(effect: () => Cleanup, inputs?: unknown[]): void
export function useRef<T>(initial: T): { current: T }
export function useMemo<T>(make: () => T, inputs: unknown[]): T
export function useCallback<T extends Function>(callback: T, inputs: unknown[]): T
export function useId(): string

export interface Signal<T> { value: T; peek(): T }
export function signal<T>(value: T): Signal<T>
export function computed<T>(compute: () => T): { readonly value: T }
export function effect(run: () => Cleanup): () => void
export function batch<T>(run: () => T): T
export function useSignal<T>(value: T): Signal<T>
export function useComputed<T>(compute: () => T): { readonly value: T }
export function useSignalEffect(run: () => Cleanup): void
