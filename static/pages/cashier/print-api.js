// What the till asks of the printers: what is not printed, what is to become of it, a paper again, and the drawer.

import { call } from "../../lib/api.js"

/** @import { JobAct, JobKind, PrintJob } from "../../lib/types.js" */
/** @import { Approval } from "./money-api.js" */

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
/** @param {{reason: string, approval?: Approval}} body */
export const openDrawer = (body) => call("POST", "/api/v1/admin/drawer", { body })
