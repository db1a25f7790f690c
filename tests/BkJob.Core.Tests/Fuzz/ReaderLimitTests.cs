using System.Text;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>What is told of a body that is larger than what is accepted: the same in whatever pieces it comes.</summary>
public sealed class ReaderLimitTests
{
    private const string Job = """{"data": {"job_instance": {"job_instance_id": 100, "status": 3}}}""";
    private const string TooLarge = "is larger than the limit";

    /// <summary>
    /// A body, how many bytes the limit lies below its length, and the verdict: all before the limit is looked at, nothing behind it.
    /// </summary>
    public static TheoryData<string, int, string> Bodies => new()
    {
        { Job, 0, "JobInstance" },
        { Job, -1, "JobInstance" },
        { Job, 1, TooLarge },
        { Job, 40, TooLarge },
        { Job + "\r\n", 2, TooLarge },
        { Job + "\r\n", 0, "JobInstance" },
        { "\uFEFF" + Job, 1, TooLarge },
        { "   " + Job, Job.Length, TooLarge },
        { "<html>Login</html>", 0, "is an HTML page" },
        { "<html>Login</html>", 1, "is an HTML page" },
        { "<html>Login</html>", 17, "is an HTML page" },
        { "   <html>Login</html>", 17, "is an HTML page" },
        { "   <html>Login</html>", 18, TooLarge },
        { "nonsense", 0, "is not valid JSON" },
        { "nonsense", 1, "is not valid JSON" },
        { "nonsense", 6, "is not valid JSON" },
        { "nonsense", 7, TooLarge },
        { "{\"a\": 1}x", 0, "is not valid JSON" },
        { "{\"a\": 1}x", 1, TooLarge },
        { "{\"a\": 1}xyz", 2, "is not valid JSON" },
        { "{\"a\": tru!}", 2, TooLarge },
        { "{\"a\": tru!}", 1, "is not valid JSON" },
        { "{\"a\": \"text", 0, "is truncated" },
        { "{\"a\": \"text", -1, "is truncated" },
        { "{\"a\": \"text", 1, TooLarge },
        { "{\"data\": 1, \"a\": [", 0, "is truncated" },
        { "{\"data\": 1, \"a\": []}", 0, "of a wrong type or range in data" },
        { "{\"data\": 1, \"a\": []}", 1, TooLarge },
        { "[]", 0, "is valid JSON, but not an object" },
        { "[]", 1, TooLarge },
        { "     ", 1, TooLarge },
        { "     ", 0, "is not valid JSON" },
        { "{}", 2, TooLarge },
        { "", 0, "is empty" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Result_does_not_depend_on_the_chunks(string text, int below, string words)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        long limit = body.Length - below;

        string atOnce = Reading.Of(BkJobApi.EsbV3, limit, body, int.MaxValue).FaultClassification;

        Assert.Contains(words == "JobInstance" ? "[Id, 100]" : words, atOnce, StringComparison.Ordinal);
        Assert.All(
            Enumerable.Range(1, body.Length + 1), size => Assert.Equal(atOnce, Reading.Of(BkJobApi.EsbV3, limit, body, size).FaultClassification));
    }
}
