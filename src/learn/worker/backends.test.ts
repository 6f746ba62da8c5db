import { describe, expect, it } from 'vitest'
import { planBackends, threadsOf, type Machine } from './backends.ts'

const machine: Machine = { isolated: true, cores: 8, gpu: 'hardware' }

describe('planBackends', () => {
  it('tries a real GPU against threads', () => {
    expect(planBackends('auto', machine)).toEqual({
      tryGpu: true,
      cpu: 'wasm-threads',
      passedOver: [],
    })
  })

  it('says why each faster back end was passed over', () => {
    const plan = planBackends('auto', { isolated: false, cores: 8, gpu: 'software' })
    expect(plan).toMatchObject({ tryGpu: false, cpu: 'wasm' })
    expect(plan.passedOver.map(({ backend }) => backend)).toEqual(['webgpu', 'wasm-threads'])
    expect(plan.passedOver[0]?.because).toContain('software')
    expect(plan.passedOver[1]?.because).toContain('cross-origin isolated')
  })

  it('takes one thread where a second would have to wait for the page', () => {
    expect(planBackends('auto', { ...machine, cores: 2, gpu: 'none' }).cpu).toBe('wasm')
    expect(threadsOf('wasm', machine)).toBe(1)
  })

  it('leaves a core to the page', () => {
    expect(threadsOf('wasm-threads', { ...machine, cores: 4 })).toBe(3)
    expect(threadsOf('wasm-threads', { ...machine, cores: 64 })).toBe(4)
  })

  it('gives what was asked for by name, or says that it cannot', () => {
    expect(planBackends('webgpu', { ...machine, gpu: 'software' }).cpu).toBeNull()
    expect(planBackends('wasm', machine).tryGpu).toBe(false)
    expect(planBackends('wasm-threads', { ...machine, cores: 2 }).cpu).toBe('wasm-threads')
    expect(() => planBackends('webgpu', { ...machine, gpu: 'none' })).toThrow(/no GPU/)
    expect(() => planBackends('wasm-threads', { ...machine, isolated: false })).toThrow(
      expect.objectContaining({ code: 'learn/backend-unavailable' }),
    )
  })
})
