using System.Text.Json;
using BkJob.Simulator.Operations;

namespace BkJob.Simulator.Starts;

/// <summary>The variables of a plan start (protocol-actions.md §4.2): names that the plan does not have are ignored.</summary>
internal static class PlanVariables
{
    private const int HostType = 3;

    /// <summary>Reads the variables of a request.</summary>
    /// <param name="call">The call.</param>
    /// <param name="list">The list; null if it is absent.</param>
    public static IReadOnlyList<RequestedVariable> Read(JobCall call, JsonElement? list) =>
        list is { } json ? [.. json.EnumerateArray().Select(item => Read(call, item))] : [];

    /// <summary>The values of all variables: those that the request does not change keep their default, required or not.</summary>
    public static IReadOnlyList<PlanValue> Merge(SimulatedPlan plan, IReadOnlyList<RequestedVariable> requested) =>
        [.. plan.Variables.Select(variable => requested.Where(one => one.Names(variable)).Aggregate(DefaultOf(variable), Change))];

    private static RequestedVariable Read(JobCall call, JsonElement item)
    {
        var id = item.Number("id");
        var name = item.Text("name");
        return id is not > 0 && string.IsNullOrWhiteSpace(name)
            ? throw new StartRejectedException(call.Messages.Starts.InvalidParameter("global_var.id|global_var.name"))
            : new RequestedVariable(id is > 0 ? id : null, name, item.Text("value"), TargetReader.ReadServer(item, call));
    }

    private static PlanValue DefaultOf(SimulatedPlanVariable variable) => variable.Type == HostType
        ? new PlanValue(variable, null, TargetSelection.DefaultOf(variable))
        : new PlanValue(variable, variable.Value, TargetSelection.Empty);

    // A value overrides the hosts of a host variable, and leaves none.
    private static PlanValue Change(PlanValue value, RequestedVariable requested) =>
        value.Variable.Type != HostType ? value with { Value = requested.Value ?? value.Value }
        : !string.IsNullOrEmpty(requested.Value) ? value with { Target = TargetSelection.Empty }
        : requested.Target is { IsEmpty: false } target ? value with { Target = target }
        : value;
}

/// <summary>A variable of a request.</summary>
internal sealed record RequestedVariable(long? Id, string? Name, string? Value, TargetSelection? Target)
{
    /// <summary>True if it means a variable: the ID overrides the name.</summary>
    public bool Names(SimulatedPlanVariable variable) => Id is { } id ? variable.Id == id : variable.Name == Name;

    public ReceivedVariable ToRecord() => new(Id, Name, Value, Target?.ToTexts() ?? []);
}

/// <summary>A variable with the value with which the plan runs.</summary>
internal sealed record PlanValue(SimulatedPlanVariable Variable, string? Value, TargetSelection Target)
{
    public SimulatedVariable ToJobVariable() => new() { Name = Variable.Name, Type = Variable.Type, Value = Value };
}
