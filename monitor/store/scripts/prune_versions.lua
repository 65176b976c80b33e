#!lua flags=allow-oom
-- Keep the newest versions of a story and every anchor that one of them needs; remove the rest.
-- KEYS  1 story  2 versions  3 overlong
-- ARGV  1 story id  2 versions kept
-- Returns how many went.
local numbers = {}
for _, field in ipairs(redis.call('HKEYS', KEYS[2])) do
  if tonumber(field) then numbers[#numbers + 1] = tonumber(field) end
end
table.sort(numbers, function(a, b) return a > b end)
local needed = {[tonumber(redis.call('HGET', KEYS[1], 'anchor') or 0)] = true}
local gone = 0
for i, number in ipairs(numbers) do
  local field = tostring(number)
  if i <= tonumber(ARGV[2]) then
    needed[struct.unpack('>I4', redis.call('HGET', KEYS[2], field), 2)] = true
  elseif not needed[number] then
    redis.call('HDEL', KEYS[2], field, 'c' .. field)
    gone = gone + 1
  end
end
redis.call('SREM', KEYS[3], ARGV[1])
return gone
