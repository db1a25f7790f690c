namespace BkJob.Starts;

/// <summary>What a start of a plan uses: the values that were specified, and the defaults of the plan for the others.</summary>
internal static class EffectiveVariables
{
    /// <summary>The variables that were not specified, so that their defaults are used.</summary>
    public static IReadOnlyList<PlanVariable> FindDefaults(JobPlan plan, IReadOnlyList<VariableValue> values) =>
        [.. (plan.Variables ?? []).Where(variable => !values.Any(value => value.Name == variable.Name))];

    /// <summary>The targets of the start: of host variables, and those that steps have of their own.</summary>
    public static IReadOnlyList<BkJobTarget> GetTargets(JobPlan plan, IReadOnlyList<VariableValue> values) =>
    [
        .. values.Select(value => value.Target)
            .Concat(FindDefaults(plan, values).Where(variable => variable.IsUsed != false).Select(variable => variable.DefaultTarget))
            .Concat((plan.Steps ?? []).Where(step => step.TargetVariable is null).Select(step => step.Target))
            .OfType<BkJobTarget>(),
    ];
}
