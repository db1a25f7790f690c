namespace BkJob.Transport;

/// <summary>Creates the error of a server that returned no hosts although they were requested.</summary>
internal static class HostsFault
{
    /// <summary>Returns the error of a job whose hosts were requested.</summary>
    /// <param name="job">The job, as it was read.</param>
    /// <param name="isWanted">Selects the steps whose hosts are required.</param>
    /// <returns>Null if the hosts of every required step were returned.</returns>
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
