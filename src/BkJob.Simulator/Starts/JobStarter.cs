using System.Globalization;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Starts;

/// <summary>Checks a start in the order of the server, inserts the job and starts it (protocol-actions.md §4.1).</summary>
internal sealed class JobStarter(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock)
{
    private readonly StartChecks _checks = new(jobs, options, clock);
    private readonly StepFactory _steps = new(options.Starts);

    /// <summary>Starts a job.</summary>
    /// <exception cref="StartRejectedException">The start is rejected; no job was inserted.</exception>
    public Response Start(JobCall call, JobScope scope, StartRequest request)
    {
        request = _checks.ResolveScripts(call, scope, request);
        _checks.CheckLoad(call, scope);
        List<SimulatedAccount> accounts = [.. request.Accounts.Select(account => _checks.FindAccount(call, scope, account))];
        var steps = _steps.Create(call, scope, request);
        _checks.CheckPermission(call, scope, request);
        var start = Describe(request, steps) with { Account = accounts.FirstOrDefault()?.Alias };
        return Reply(call, request, jobs.Insert(start, Create(scope, request, steps)));
    }

    private static AcceptedStart Describe(StartRequest request, IReadOnlyList<SimulatedStep> steps)
    {
        // The script of a plan is not part of the request.
        var script = request.Start.PlanId < 0 ? request.Steps[0].Script : null;
        return request.Start with
        {
            Script = script?.Content,
            Language = script?.Language,
            ScriptId = script?.ScriptId,
            ScriptVersionId = script?.VersionId,
            Hosts =
            [
                .. steps.SelectMany(step => step.HostNumbers ?? [])
                    .Distinct()
                    .Select(number => string.Create(CultureInfo.InvariantCulture, $"0:{HostIdentity.IpOf(number)}")),
            ],
        };
    }

    private SimulatedJob Create(JobScope scope, StartRequest request, IReadOnlyList<SimulatedStep> steps)
    {
        // Servers before 3.10 ignore start_task.
        var isPending = request is { HasStartTask: true, Start.StartTask: false } && options.Profile != ServerProfile.Job39;
        var now = clock.Now;
        return new SimulatedJob
        {
            BizId = long.Parse(scope.Id, CultureInfo.InvariantCulture),
            ScopeType = scope.Type,
            ScopeId = scope.Id,
            Name = request.Start.Name,
            Operator = request.Start.User,
            PlanId = request.Start.PlanId,
            TemplateId = request.TemplateId,
            Variables = request.Variables,
            Steps = steps,
            CreatedAt = now,
            StartedAt = isPending ? now : now + options.Starts.Delay,
            FixedStatus = isPending ? StatusCode.NotStarted : null,
            EffectiveStarts = isPending ? 0 : 1,
        };
    }

    private Response Reply(JobCall call, StartRequest request, AcceptedStart start)
    {
        var generation = call.Api == ServerApis.EsbV2 ? options.Generation : Generation.Job3;
        var step = request.ReturnsStep ? JobView.At(jobs.Find(start.JobInstanceId)!, clock.Now).StepInstanceId(0) : (long?)null;
        return SuccessBody.Create(
            call,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("job_instance_id", start.JobInstanceId);
                json.WriteString("job_instance_name", start.Name);
                if (step is { } id)
                {
                    json.WriteNumber("step_instance_id", id);
                }
                else if (call.Api != ServerApis.EsbV2)
                {
                    json.WriteNull("step_instance_id");
                }

                json.WriteEndObject();
            },
            generation);
    }
}
