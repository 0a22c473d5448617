-- What wrk sends: one line a target in a file, parted by tabs.
--
--   get     PATH  COOKIE                        asks for a page
--   toggle  PATH  COOKIE  CSRF                  locks and unlocks a person by turns
--   form    PATH  COOKIE  BODY  VERSION         saves a form whose version grows by one each time
--
--   wrk … -s requests.lua URL -- FILE ENCODING

local threads = 0

function setup(thread)
	thread:set("index", threads)
	threads = threads + 1
	thread:set("share", 2)
end

function init(args)
	targets, at, begun = {}, 0, false
	encoding = args[2] or ""
	local number = 0
	for line in io.lines(args[1]) do
		if number % share == index then
			local parts = {}
			for part in (line .. "\t"):gmatch("(.-)\t") do parts[#parts + 1] = part end
			local target = { kind = parts[1], path = parts[2], cookie = parts[3], body = parts[4], version = tonumber(parts[5]), turn = 0 }
			targets[#targets + 1] = target
		end
		number = number + 1
	end
end

local function post(target, path, body)
	local headers = { ["Cookie"] = target.cookie, ["Content-Type"] = "application/x-www-form-urlencoded" }
	return wrk.format("POST", path, headers, body)
end

function request()
	-- wrk asks for one request that it never sends; a counted one would be missed.
	if not begun then
		begun = true
		return wrk.format("GET", "/healthz")
	end
	at = at % #targets + 1
	local target = targets[at]
	if target.kind == "get" then
		local headers = { ["Cookie"] = target.cookie }
		if encoding ~= "" then headers["Accept-Encoding"] = encoding end
		return wrk.format("GET", target.path, headers)
	end
	target.turn = target.turn + 1
	if target.kind == "toggle" then
		if target.turn % 2 == 1 then
			return post(target, target.path .. "/lock", "ground=bench&csrf=" .. target.body)
		end
		return post(target, target.path .. "/unlock", "csrf=" .. target.body)
	end
	local body = target.body .. "&version=" .. target.version .. "&phone=%2B7701" .. string.format("%07d", target.version % 10000000)
	target.version = target.version + 1
	return post(target, target.path, body)
end

function done(summary, latency, requests)
	local errors = summary.errors
	local failed = errors.connect + errors.read + errors.write + errors.timeout
	io.write(string.format(
		'RESULT {"requests":%d,"seconds":%.6f,"bytes":%d,"failed":%d,"refused":%d,"p50_ms":%.3f,"p99_ms":%.3f,"p999_ms":%.3f}\n',
		summary.requests, summary.duration / 1e6, summary.bytes, failed, errors.status,
		latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000))
end
