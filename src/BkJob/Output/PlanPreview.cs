using BkJob.Starts;

namespace BkJob;

/// <summary>Formats what a plan would run where, and with which values.</summary>
internal static class PlanPreview
{
    /// <summary>Describes a start: plan, hosts, business, server and user; then a line for each variable.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="variables">The values of its variables.</param>
    /// <param name="callbackUrl">The callback; null for none.</param>
    /// <param name="scope">The business or business set.</param>
    /// <param name="context">The context.</param>
    public static string Format(JobPlan plan, IReadOnlyList<VariableValue> variables, string? callbackUrl, JobScope scope, BkJobContext context)
    {
        var hosts = new TargetBuilder();
        foreach (BkJobTarget target in EffectiveVariables.GetTargets(plan, variables))
        {
            hosts.Add(target);
        }

        string name = $"{plan.Id} {QuotedName.Format(plan.Name)}";
        BkJobTarget all = hosts.Build();
        string?[] parts =
        [
            all.IsEmpty ? null : Messages.FormatPreviewLine(Messages.PreviewHosts, VariableText.Describe(all)),
            callbackUrl is null ? null : Messages.FormatPreviewLine(Messages.PreviewCallback, StartPreview.FormatCallback(callbackUrl)),
            .. VariableText.Describe(plan, variables),
        ];
        return StartTarget.Format(name, all, scope, context) + string.Concat(parts.OfType<string>().Select(line => $"\n  {line}"));
    }
}
