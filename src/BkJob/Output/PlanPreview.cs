using BkJob.Starts;

namespace BkJob;

/// <summary>Formats what a plan would run where, and with which values.</summary>
internal static class PlanPreview
{
    /// <summary>Describes a start: plan, hosts, business, server and user; then a line for each variable.</summary>
    public static string Format(JobPlan plan, IReadOnlyList<VariableValue> variables, JobScope scope, BkJobContext context)
    {
        var hosts = new TargetBuilder();
        foreach (BkJobTarget target in EffectiveVariables.GetTargets(plan, variables))
        {
            hosts.Add(target);
        }

        string name = $"{plan.Id} {TerminalText.Sanitize(plan.Name)}";
        string lines = string.Concat(VariableText.Describe(plan, variables).Select(line => $"\n  {line}"));
        return StartTarget.Format(name, hosts.Build(), scope, context) + lines;
    }
}
