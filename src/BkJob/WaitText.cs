using System.Globalization;

namespace BkJob;

/// <summary>What a wait says in words.</summary>
internal static class WaitText
{
    public static string Of(JobStopped stopped)
    {
        string steps = string.Join(", ", stopped.Steps.Select(step => $"{step.Id} {DisplayText.Harmless(step.Name)}"));
        string name = DisplayText.Harmless(stopped.Job.Name);
        return steps.Length > 0
            ? Messages.FormatWaitsForPersonAt(stopped.Query.JobInstanceId, name, steps)
            : Messages.FormatWaitsForPerson(stopped.Query.JobInstanceId, name);
    }

    public static string Of(WaitLeft left) =>
        $"Job instance {left.Query.JobInstanceId} is no longer waited for{(left.Last is { } last ? $"; it was {last.Status}" : "")}.";

    public static string Of(PollFailed failed) => string.Create(
        CultureInfo.InvariantCulture,
        $"Job instance {failed.Query.JobInstanceId}: no valid response for {failed.Outage.TotalSeconds:0} s ({failed.FailuresInRow} failures in a row). Retrying in {failed.RetryIn.TotalSeconds:0.0} s.");
}
