namespace BkJob.Transport;

/// <summary>Puts into words that a server sent no hosts although they were requested.</summary>
internal static class HostsFault
{
    /// <summary>The fault of a job whose hosts were requested.</summary>
    /// <param name="job">The job, as it was read.</param>
    /// <param name="isWanted">Whose hosts are wanted.</param>
    /// <returns>Null when the hosts of every wanted step are there.</returns>
    public static BkJobException? Find(JobInstance job, Func<StepInstance, bool> isWanted)
    {
        var lacking = new ItemList<string>(
            [.. job.Steps.Where(step => step.LacksHosts && isWanted(step)).Select(step => TerminalText.Sanitize($"{step.Id} {step.Name}").Trim())]);
        return !job.LacksSteps && lacking.Count == 0 ? null : new BkJobException(
            BkJobErrorKind.InvalidResponse,
            job.LacksSteps ? CoreMessages.StepsNotReturned : CoreMessages.FormatHostsNotReturned(lacking))
        {
            RequestId = job.RequestId,
        };
    }
}
