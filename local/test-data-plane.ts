/** What a function in a test talks to the data plane with, as the SDK does, so that no bundle has to be built. */
export const DATA_PLANE = `
const http = require('http');
let sequence = 0;
function database(action, parameters) {
  const { URL: address } = JSON.parse(process.env.TCB_CONTEXT_CNFG);
  const seqId = process.env.TCB_SEQID + '-' + (++sequence);
  const body = JSON.stringify({ action: 'database.' + action, envName: process.env.TCB_ENV, ...parameters });
  return new Promise((resolve, reject) => {
    const request = http.request(address + '?env=x&seqId=' + seqId, { method: 'POST' }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(JSON.parse(text)));
    });
    request.on('error', reject).end(body);
  });
}
`;
