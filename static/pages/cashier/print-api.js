// What the till asks of the printers: what is not printed, what is to become of it, and a paper again.

import { call } from "../../lib/api.js"

/** @import { JobAct, JobKind, PrintJob } from "../../lib/types.js" */

const JOBS = "/api/v1/admin/print-jobs"

/** @returns {Promise<PrintJob[]>} the oldest first */
export const fetchJobs = async () => (await call("GET", JOBS)).jobs
/**
 * @param {{act: JobAct, jobs: number[], printer?: number}} body
 * @returns {Promise<PrintJob[]>} what is not printed by then
 */
export const decideJobs = async (body) => (await call("POST", JOBS, { body })).jobs
/** @param {string} uid @param {{kind: JobKind, check_id?: number}} body */
export const printOrder = (uid, body) => call("POST", `/api/v1/admin/orders/${encodeURIComponent(uid)}/print`, { body })
