-- Single-triple updates for wrk: each request inserts a triple of its own.
--
--   wrk -t1 -c64 -d10s --latency -s updates.lua http://127.0.0.1:5000/sparql -- TOKEN
--
-- Ends with one line of JSON: updates a second, percentiles in milliseconds, errors.

local run, at = 0, 0
local headers = { ["Content-Type"] = "application/sparql-update" }

function init(args)
   headers["Authorization"] = "Bearer " .. assert(args[1], "updates.lua: the token is missing")
   run = os.time()
end

function request()
   at = at + 1
   local body = string.format("INSERT DATA { <http://bench.example/http/%d/%d> <http://bench.example/p> %d }", run, at, at)
   return wrk.format("POST", nil, headers, body)
end

function done(summary, latency, requests)
   local seconds = summary.duration / 1e6
   local errors = summary.errors
   io.write(string.format('{"updatesPerSecond":%.0f,"p50":%.2f,"p99":%.2f,"errors":%d}\n', summary.requests / seconds,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
