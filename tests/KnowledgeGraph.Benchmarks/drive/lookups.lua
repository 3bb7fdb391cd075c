-- The look-up mix for wrk: POST form query=..., templates with varying constants, JSON.
--
--   wrk -t1 -c8 -d10s --latency -s lookups.lua http://127.0.0.1:5000/sparql -- --mix FOLDER --meta FILE.meta.json [--accept TYPE] [--form FIELDS]
--
--   --mix     folder with .rq templates; {{person}} and the like are filled with numbers below the counts of the meta file
--   --meta    what the data generator wrote beside its data: {"counts":{"person":20200,...}}
--   --accept  media type asked for (default application/sparql-results+json)
--   --form    further form fields, encoded, such as default-graph-uri=http%3A%2F%2Fbench.example%2Fg
--   --seed    where the random numbers begin (default 1)
--   --path    path of the endpoint (default the one of the address)
--
-- Ends with one line of JSON: requests a second, percentiles, errors, and the share of a core that the client itself took.

local templates, counts = {}, {}
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept"] = "application/sparql-results+json" }
local fields, path, at = "", nil, 0

local function options(args)
   local found = { mix = nil, meta = nil, seed = "1" }
   local i = 1
   while i <= #args do
      local name = args[i]:match("^%-%-(%a+)$")
      if not name or not args[i + 1] then
         error("lookups.lua: expected --name value, found " .. args[i])
      end
      found[name] = args[i + 1]
      i = i + 2
   end
   assert(found.mix and found.meta, "lookups.lua: --mix and --meta are needed")
   return found
end

local function read(file)
   local handle = assert(io.open(file, "r"))
   local text = handle:read("*a")
   handle:close()
   return text
end

local function encode(text)
   return (text:gsub("[^%w%-%._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

-- A template as literal pieces, encoded, with the bound of the number between them: "a", 100, "b".
local function compile(text)
   local pieces, from = {}, 1
   while true do
      local first, last, name = text:find("{{(%w+)}}", from)
      if not first then
         pieces[#pieces + 1] = encode(text:sub(from))
         return pieces
      end
      pieces[#pieces + 1] = encode(text:sub(from, first - 1))
      pieces[#pieces + 1] = assert(counts[name], "lookups.lua: the meta file has no count of " .. name)
      from = last + 1
   end
end

function init(args)
   local given = options(args)
   for name, count in read(given.meta):match('"counts"%s*:%s*(%b{})'):gmatch('"(%w+)"%s*:%s*(%d+)') do
      counts[name] = tonumber(count)
   end
   for file in io.popen('ls "' .. given.mix .. '"/*.rq'):lines() do
      templates[#templates + 1] = compile(read(file))
   end
   assert(#templates > 0, "lookups.lua: no .rq file in " .. given.mix)
   headers["Accept"] = given.accept or headers["Accept"]
   fields = given.form and given.form .. "&" or ""
   path = given.path
   math.randomseed(tonumber(given.seed))
end

function request()
   local template, parts = templates[at % #templates + 1], {}
   at = at + 1
   for i, piece in ipairs(template) do
      parts[i] = type(piece) == "number" and math.random(0, piece - 1) or piece
   end
   return wrk.format("POST", path, headers, fields .. "query=" .. table.concat(parts))
end

-- The client's own time: user and system ticks of /proc/self/stat, a hundred a second on Linux.
local function cpu_seconds()
   local stat = read("/proc/self/stat"):match("%) (.*)")
   local user, system = stat:match("^%S+ %S+ %S+ %S+ %S+ %S+ %S+ %S+ %S+ %S+ %S+ (%d+) (%d+)")
   return (tonumber(user) + tonumber(system)) / 100
end

function done(summary, latency, requests)
   local seconds = summary.duration / 1e6
   local errors = summary.errors
   io.write(string.format(
      '{"requests":%d,"seconds":%.2f,"qps":%.0f,"p50_ms":%.3f,"p90_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f,"status_errors":%d,"socket_errors":%d,"client_core":%.2f}\n',
      summary.requests, seconds, summary.requests / seconds, latency:percentile(50) / 1e3, latency:percentile(90) / 1e3,
      latency:percentile(99) / 1e3, latency.max / 1e3, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
      cpu_seconds() / seconds))
end
