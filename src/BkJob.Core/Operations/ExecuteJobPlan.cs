using System.Security;
using BkJob.Protocol;
using BkJob.Starts;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Creates a job from a plan (<c>execute_job_plan</c>, over ESB v2 <c>execute_job</c>; protocol-actions.md §4.2, §4.6). The server ignores
/// a variable that the plan does not have, and then uses the default hosts: the caller validates the variables first.
/// </summary>
internal static class ExecuteJobPlan
{
    public static readonly Operation<PlanStartRequest, CreatedJob> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string>
        {
            [EsbV3] = "execute_job_plan",
            [GatewayV3] = "execute_job_plan",
            [EsbV2] = "execute_job",
        },
        Kind = RequestKind.Command,
        CanServe = StartResult.CanServe,
        WriteParameters = static (parameters, request) =>
        {
            bool isV2 = parameters.Api.Api == EsbV2;
            parameters.Scope(request.Scope);
            parameters.Number(isV2 ? "bk_job_id" : "job_plan_id", request.PlanId);
            if (request.Variables.Count > 0)
            {
                parameters.Objects(isV2 ? "global_vars" : "global_var_list", request.Variables, WriteVariable);
            }

            StartResult.WriteControl(parameters, request);
        },
        CreateReader = static (_, _, _) => StartResult.CreateReader(),
    };

    // A value for a variable of hosts would clear its hosts (protocol-actions.md §4.2).
    private static void WriteVariable(ParameterWriter variable, VariableValue value)
    {
        variable.Text("name", value.Name);
        variable.Text("value", value.Text);
        variable.Secret("value", value.Secret);
        if (value.Target is { } target)
        {
            variable.Object(variable.Api.Api == EsbV2 ? "target_server" : "server", server => TargetParameters.WriteHosts(server, target));
        }
    }
}

/// <summary>Requests a job of a plan.</summary>
/// <param name="PlanId">The plan, 1 or more.</param>
/// <param name="Scope">The business or business set that it belongs to.</param>
/// <param name="Variables">The values that differ from the defaults of the plan.</param>
internal sealed record PlanStartRequest(long PlanId, JobScope Scope, IReadOnlyList<VariableValue> Variables) : StartRequest(Scope)
{
    /// <inheritdoc/>
    public override JobType Type => JobType.Plan;

    /// <inheritdoc/>
    public override IEnumerable<BkJobTarget> Targets => Variables.Select(variable => variable.Target).OfType<BkJobTarget>();

    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"job_plan_id={PlanId} variables={Variables.Count}");

    /// <inheritdoc/>
    internal override IReadOnlyList<SecureString> Secrets => [.. base.Secrets, .. Variables.Select(variable => variable.Secret).OfType<SecureString>()];
}
