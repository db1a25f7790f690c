namespace BkJob.Core.Tests.Fuzz;

/// <summary>The bodies that cost most for their size; noise does not find them.</summary>
public sealed class ReaderCostTests
{
    private const int Size = 400_000;

    /// <summary>Body before and behind what is repeated, that, and how many bytes of memory a byte of body may cost.</summary>
    public static TheoryData<string, string, string, string, int> Cases => new()
    {
        { "blocks", "{\"data\":{\"blocks\":[", "{},", "{}]}}", 100 },
        { "steps", "{\"data\":{\"blocks\":[{\"step_instances\":[", "{},", "{}]}]}}", 200 },
        { "steps with a host", "{\"data\":{\"blocks\":[{\"step_instances\":[", "{\"step_ip_status\":[{\"ip\":\"\"}]},", "{}]}]}}", 250 },
        { "operations", "{\"data\":{\"blocks\":[{\"step_instances\":[{\"operation_list\":[", "{},", "{}]}]}]}}", 50 },
        { "hosts", "{\"data\":{\"blocks\":[{\"step_instances\":[{\"step_ip_status\":[", "{},", "{}]}]}]}}", 60 },
        { "wrong hosts", "{\"data\":{\"blocks\":[{\"step_instances\":[{\"step_ip_status\":[", "1,", "1]}]}]}}", 10 },
        { "unknown fields", "{", "\"x\":1,", "\"y\":1}", 10 },
        { "the same field", "{", "\"code\":1,", "\"code\":1}", 20 },
        { "a long text", "{\"message\":\"", "a", "\"}", 20 },
        { "a long number", "{\"code\":", "9", "}", 20 },
        { "a long name", "{\"", "a", "\":1}", 20 },
        { "blanks in front", "", " ", "{}", 20 },
        { "blanks behind", "{}", " ", "", 20 },
        { "no end", "{\"data\":[", "1,", "", 20 },
        { "only depth", "", "[", "", 20 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Memory_is_bounded_by_the_size_of_the_body(string what, string before, string repeated, string behind, int costOfByte)
    {
        byte[] body = ByteText.ToBytes(before + string.Concat(Enumerable.Repeat(repeated, Size / repeated.Length)) + behind);

        foreach (int piece in new[] { int.MaxValue, 16 * 1024 })
        {
            long cost = Reading.Of(body, piece).Allocated / body.Length;

            Assert.True(cost <= costOfByte, $"{what}, {piece} bytes at a time: {cost} bytes of memory for each byte.");
        }
    }

    /// <summary>Depth is not walked down by recursion, and what lies deep in a field that nobody reads is not built.</summary>
    [Theory]
    [InlineData(64, "has no data")]
    [InlineData(65, "is not JSON")]
    [InlineData(10_000, "is not JSON")]
    [InlineData(1_000_000, "is not JSON")]
    public void Depth_ends_at_what_the_parser_takes(int depth, string words)
    {
        foreach ((string opens, string ends) in new[] { ("[", "]"), ("{\"data\":", "}") })
        {
            string nested = string.Concat(Enumerable.Repeat(opens, depth - 1)) + "1" + string.Concat(Enumerable.Repeat(ends, depth - 1));

            Assert.Contains(words, Reading.Of(ByteText.ToBytes($"{{\"x\":{nested}}}"), int.MaxValue).Verdict, StringComparison.Ordinal);
        }
    }
}
