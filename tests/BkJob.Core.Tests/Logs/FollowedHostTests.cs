using BkJob.Logs;

namespace BkJob.Core.Tests.Logs;

/// <summary>What is new in the complete text of a host that is followed: every complete line, once (design-actions.md §4).</summary>
public sealed class FollowedHostTests
{
    /// <summary>
    /// The texts that are read one after another, each with the state of the host: <c>r0</c> running, <c>e0</c> ended, the digit is the
    /// attempt of the step. <c>/</c> is a line feed, and no text is null. The result: a line as ATTEMPT.NUMBER TEXT, and <c>|</c> after
    /// each read, <c>!</c> when the host is complete.
    /// </summary>
    [Theory]
    [InlineData("r0; r0 a/; r0 a/b/; e0 a/b/; e0 a/b/", "|0.1 a|0.2 b||!")]
    [InlineData("r0 a; r0 ab; r0 ab/; e0 ab/; e0 ab/", "||0.1 ab||!")]
    [InlineData("r0 a/b; e0 a/b; e0 a/b", "0.1 a||0.2 b !")]
    [InlineData("e0; e0", "|!")]
    [InlineData("e0 a/; e0 a/", "0.1 a|!")]
    [InlineData("r0 a/; e0 a/; e0 a/late/; e0 a/late/", "0.1 a||0.2 late|!")]
    [InlineData("r0 a/; e0 a/b; e0 a/bc/; e0 a/bc/", "0.1 a||0.2 bc|!")]
    [InlineData("r0 a//b/", "0.1 a 0.2  0.3 b")]

    // A retry: the attempt of the step is higher, or the text has changed before the status is read.
    [InlineData("r0 a/b/; r1; r1 c/", "0.1 a 0.2 b||1.1 c")]
    [InlineData("r0 a/b/; r1 a/; r1 a/b/", "0.1 a 0.2 b|1.1 a|1.2 b")]
    [InlineData("r0 a/b/; r0 c/; r1 c/d/", "0.1 a 0.2 b|1.1 c|1.2 d")]
    [InlineData("r0 a/b; r1 c/", "0.1 a|0.2 b 1.1 c")]
    [InlineData("r0 a/; r0 ax/", "0.1 a|1.1 ax")]
    [InlineData("e0 a/; e0 a/; r1; r1 b/; e1 b/; e1 b/", "0.1 a|!||1.1 b||!")]

    // Shorter than before: the text of an attempt that is not known yet, or a chunk that is missing for a moment.
    [InlineData("r0 a/b/; r0 a/; r0 a/b/c/", "0.1 a 0.2 b||0.3 c")]
    [InlineData("r0 a/b/; r0; r0 a/b/c/", "0.1 a 0.2 b||0.3 c")]
    [InlineData("r0 a/b/; r0; r1 x/", "0.1 a 0.2 b||1.1 x")]

    // A chunk that is stored late fills a gap.
    [InlineData("r0 a/c/; r0 a/b/c/; r0 a/b/c/d/", "0.1 a 0.2 c|0.2 b|0.4 d")]
    [InlineData("r0 a/d/; r0 a/b/c/d/e/", "0.1 a 0.2 d|0.2 b 0.3 c 0.5 e")]
    [InlineData("e0 a/c/; e0 a/b/c/; e0 a/b/c/", "0.1 a 0.2 c|0.2 b|!")]
    public void Lines_are_yielded_once(string reads, string expected)
    {
        var followed = new FollowedHost(LogHosts.Create(IpStatus.Running), attempt: 0, tail: 0);
        Assert.Equal(expected, string.Join('|', reads.Split("; ").Select(read => Format(followed, read))));
    }

    [Theory]
    [InlineData(1, "r0 a/b/c/; r0 a/b/c/d/", "0.3 c|0.4 d")]
    [InlineData(2, "r0 a/b/c/; e0 a/b/c/; e0 a/b/c/", "0.2 b 0.3 c||!")]
    [InlineData(9, "r0 a/; r0 a/b/", "0.1 a|0.2 b")]
    [InlineData(1, "r0; r0 a/b/", "|0.2 b")]
    [InlineData(1, "r0 a/b/; r1 c/d/", "0.2 b|1.1 c 1.2 d")]
    public void Tail_skips_what_exists_already(int tail, string reads, string expected)
    {
        var followed = new FollowedHost(LogHosts.Create(IpStatus.Running), attempt: 0, tail);
        Assert.Equal(expected, string.Join('|', reads.Split("; ").Select(read => Format(followed, read))));
    }

    /// <summary>A host that succeeded is not part of a retry: its log is complete, and remains that of its own attempt.</summary>
    [Fact]
    public void Host_that_is_not_run_again_keeps_its_attempt()
    {
        var followed = new FollowedHost(LogHosts.Create(IpStatus.Succeeded), attempt: 0, tail: 0);
        followed.Update(LogHosts.Create(IpStatus.Succeeded), 0, isEnded: true);
        followed.Read("a\n");
        followed.Read("a\n");
        Assert.Empty(followed.Update(LogHosts.Create(IpStatus.LastSucceeded), 1, isEnded: true));
        Assert.True(followed.IsComplete);
        Assert.Equal(0, followed.Attempt);
    }

    private static string Format(FollowedHost followed, string read)
    {
        bool isEnded = read[0] == 'e';
        StepIpStatus host = LogHosts.Create(isEnded ? IpStatus.NonZeroExitCode : IpStatus.Running);
        LogLine[] lines =
        [
            .. followed.Update(host, read[1] - '0', isEnded),
            .. followed.Read(read.Length > 3 ? read[3..].Replace('/', '\n') : null),
        ];
        return string.Join(' ', lines.Select(line => $"{line.Attempt}.{line.Number} {line.Text}").Concat(followed.IsComplete ? ["!"] : []));
    }
}
